using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Something that an approver fills in to approve, as the execution's input asks for it.</summary>
/// <param name="Name">The name under which the value is handed on: a letter, then letters, digits and _.</param>
/// <param name="Label">What the form says; the name if the input says nothing.</param>
/// <param name="Type">text, number or choice.</param>
/// <param name="Required">Whether nobody can approve without it.</param>
/// <param name="Pattern">
/// Of a text: a regular expression for the whole value, without back-references and look-around, so that matching takes
/// time in proportion to the text (https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-options).
/// </param>
/// <param name="MaxLength">Of a text: characters.</param>
/// <param name="Choices">Of a choice: the values to choose from.</param>
public sealed record FormField(
    string Name,
    string Label,
    string Type,
    bool Required,
    string? Pattern,
    int? MaxLength,
    IReadOnlyList<string>? Choices)
{
    public const string Text = "text";
    public const string Number = "number";
    public const string Choice = "choice";

    /// <summary>Fields of a request: a form, not a questionnaire.</summary>
    public const int CountLimit = 20;

    /// <summary>Characters of a name.</summary>
    public const int NameLimit = 64;

    /// <summary>Characters of a label, a pattern, or one choice.</summary>
    public const int LabelLimit = 200;

    /// <summary>Values to choose from.</summary>
    public const int ChoiceLimit = 50;

    /// <summary>Characters of a text without a maximum length of its own.</summary>
    public const int DefaultLength = 200;

    /// <summary>Characters of a text at most.</summary>
    public const int LengthLimit = 1000;

    /// <summary>The fields that an execution's input asks for; none if it asks for none.</summary>
    /// <exception cref="InvalidRequestException">A field is not one that could be filled in.</exception>
    public static IReadOnlyList<FormField> ListIn(JsonElement input)
    {
        if (!InputJson.TryGet(input, "fields", out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > CountLimit)
            throw new InvalidRequestException(
                "fields", $"must be a list of at most {CountLimit} fields, but is {InputJson.Shown(list)}.");
        var fields = list.EnumerateArray().Select((field, index) => Parse(field, $"fields[{index}]")).ToList();
        if (fields.GroupBy(field => field.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidRequestException("fields", $"has {twice.Key} twice; give each a name of its own.");
        return fields;
    }

    /// <summary>Whether a text is one that the pattern allows: all of it, as in a form on a web page.</summary>
    public bool Matches(string value) => Pattern is null || Expression(Pattern).IsMatch(value);

    private static FormField Parse(JsonElement field, string path)
    {
        if (field.ValueKind != JsonValueKind.Object)
            throw new InvalidRequestException(path, $"must be an object, but is {InputJson.Shown(field)}.");
        InputJson.RefuseOthers(field, path, "name", "label", "type", "required", "pattern", "maxLength", "choices");
        var name = InputJson.Text(field, "name", NameLimit, $"{path}.");
        if (name is null || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new InvalidRequestException(
                $"{path}.name", "must begin with a letter and have only letters, digits and _ (such as ticketId).");
        var type = InputJson.Text(field, "type", LabelLimit, $"{path}.") ?? Text;
        if (type is not (Text or Number or Choice))
            throw new InvalidRequestException($"{path}.type", "must be text, number or choice.");
        return new FormField(
            name,
            InputJson.Text(field, "label", LabelLimit, $"{path}.") ?? name,
            type,
            InputJson.Flag(field, "required", $"{path}.") ?? false,
            Only(Text, PatternIn(field, path)),
            Only(Text, InputJson.Number(field, "maxLength", 1, LengthLimit, $"{path}."))
                ?? (type == Text ? DefaultLength : null),
            ChoicesIn(field, type, path));

        T? Only<T>(string kind, T? value) => value is null || type == kind
            ? value
            : throw new InvalidRequestException(path, $"of type {type} takes neither pattern nor maxLength.");
    }

    private static string? PatternIn(JsonElement field, string path)
    {
        var pattern = InputJson.Text(field, "pattern", LabelLimit, $"{path}.");
        if (pattern is null) return null;
        try
        {
            _ = new Regex(pattern); // Alone, too: within its anchors, "a)|(b" would be another expression.
            _ = Expression(pattern);
            return pattern;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new InvalidRequestException(
                $"{path}.pattern",
                "is not a regular expression that can be used here, without look-around or back-references: "
                + error.Message);
        }
    }

    private static IReadOnlyList<string>? ChoicesIn(JsonElement field, string type, string path)
    {
        var choices = InputJson.Texts(field, "choices", "texts", $"{path}.");
        if (type != Choice)
            return choices is null
                ? null
                : throw new InvalidRequestException($"{path}.choices", $"are for a choice, but this is a {type}.");
        if (choices is null || choices.Count is 0 or > ChoiceLimit || choices.Distinct().Count() < choices.Count
            || choices.Any(choice => choice.Trim().Length is 0 or > LabelLimit))
            throw new InvalidRequestException(
                $"{path}.choices",
                $"must be 1 to {ChoiceLimit} different texts of 1 to {LabelLimit} characters.");
        return choices;
    }

    /// <summary>Matches in time in proportion to the text, whatever the pattern.</summary>
    private static Regex Expression(string pattern) => new(
        $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
