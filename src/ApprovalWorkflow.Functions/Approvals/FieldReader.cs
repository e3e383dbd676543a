using System.Text.RegularExpressions;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Reads the fields that an execution's input asks for, and refuses those that nobody could fill in.</summary>
public static class FieldReader
{
    private const string Fields = "fields";

    /// <exception cref="InvalidRequestException">A field is not one that could be filled in.</exception>
    public static IReadOnlyList<ApprovalField> ListIn(InputReader input)
    {
        if (input.Value(Fields) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > Limits.Fields)
            throw input.Refusal(
                Fields, $"must be a list of at most {Limits.Fields} fields, but is {InputReader.Shown(list)}.");
        var fields = list.EnumerateArray().Select((field, index) => Parse(field, $"{Fields}[{index}]")).ToList();
        if (fields.GroupBy(field => field.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw input.Refusal(Fields, $"has {twice.Key} twice; give each a name of its own.");
        return fields;
    }

    /// <summary>Matches the whole of a text, as forms of web pages do, in time proportional to its length.</summary>
    internal static Regex Expression(string pattern) => new(
        $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static ApprovalField Parse(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidRequestException(path, $"must be an object, but is {InputReader.Shown(json)}.");
        var field = new InputReader(json, path)
            .Only("name", "label", "type", "required", "pattern", "maxLength", "choices");
        var name = field.Text("name", Limits.FieldNameLength);
        if (name is null || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw field.Refusal(
                "name", "must begin with a letter and have only letters, digits and _ (such as ticketId).");
        var type = field.Text("type", Limits.FieldLabelLength) ?? ApprovalField.TextType;
        if (type is not (ApprovalField.TextType or ApprovalField.NumberType or ApprovalField.ChoiceType))
            throw field.Refusal("type", "must be text, number or choice.");
        var pattern = Pattern(field);
        var maxLength = field.Number("maxLength", 1, Limits.FieldTextLength);
        var isText = type == ApprovalField.TextType;
        if (!isText && (pattern is not null || maxLength is not null))
            throw new InvalidRequestException(path, $"of type {type} takes neither pattern nor maxLength.");
        return new ApprovalField(name, type)
        {
            Label = field.Text("label", Limits.FieldLabelLength) ?? name,
            Required = field.Flag("required") ?? false,
            Pattern = pattern,
            MaxLength = isText ? maxLength ?? Limits.FieldTextDefaultLength : null,
            Choices = Choices(field, type),
        };
    }

    private static string? Pattern(InputReader field)
    {
        var pattern = field.Text("pattern", Limits.FieldLabelLength);
        if (pattern is null) return null;
        try
        {
            _ = new Regex(pattern); // Without the anchors, too: between them, "a)|(b" is another expression.
            _ = Expression(pattern);
            return pattern;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw field.Refusal(
                "pattern",
                "is not a regular expression that can be used here, without look-around or back-references: "
                + error.Message);
        }
    }

    private static IReadOnlyList<string>? Choices(InputReader field, string type)
    {
        var choices = field.Texts("choices", "texts");
        if (type != ApprovalField.ChoiceType)
            return choices is null
                ? null
                : throw field.Refusal("choices", $"are for a choice, but this is a {type}.");
        if (choices is null || choices.Count is 0 or > Limits.FieldChoices
            || choices.Distinct().Count() < choices.Count
            || choices.Any(choice => choice.Trim().Length is 0 or > Limits.FieldLabelLength))
            throw field.Refusal(
                "choices",
                $"must be 1 to {Limits.FieldChoices} different texts of 1 to {Limits.FieldLabelLength} characters.");
        return choices;
    }
}
