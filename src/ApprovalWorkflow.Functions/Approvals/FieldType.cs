using System.Text.RegularExpressions;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The rules of one type of field. The website has the same in <c>request/fields.ts</c>.</summary>
public abstract class FieldType
{
    /// <summary>All types by their names in the contract.</summary>
    public static IReadOnlyDictionary<string, FieldType> All { get; } = new Dictionary<string, FieldType>
    {
        [ApprovalField.TextType] = new TextField(),
        [ApprovalField.NumberType] = new NumberField(),
        [ApprovalField.ChoiceType] = new ChoiceField(),
    };

    /// <summary>The members that only definitions of this type have.</summary>
    public virtual string[] Members => [];

    /// <summary>The field with the members of its type.</summary>
    /// <exception cref="InvalidRequestException">Nobody could fill it in.</exception>
    public virtual ApprovalField Read(ApprovalField field, InputReader definition) => field;

    /// <summary>What is wrong with a value that is not blank, as a sentence; null for a valid one.</summary>
    public abstract string? ProblemOf(ApprovalField field, JsonElement value);

    /// <summary>Bytes that a value takes at most, as JSON in UTF-8.</summary>
    public abstract int MostBytes(ApprovalField field);

    /// <summary>A character that is escaped takes up to 6 bytes.</summary>
    protected static int BytesOfText(int characters) => 2 + (6 * characters);
}

public sealed class TextField : FieldType
{
    public override string[] Members => ["pattern", "maxLength"];

    public override ApprovalField Read(ApprovalField field, InputReader definition) => field with
    {
        Pattern = Pattern(definition),
        MaxLength = definition.Number("maxLength", 1, Limits.FieldTextLength) ?? Limits.FieldTextDefaultLength,
    };

    public override string? ProblemOf(ApprovalField field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return "must be text.";
        var text = value.GetString()!;
        if (text.Length > field.MaxLength)
            return $"has {text.Length} characters; at most {field.MaxLength} are possible.";
        // Processes put values into mails and logs.
        if (ForeignText.ProblemOfLine(text) is { } problem) return problem;
        return field.Pattern is null || Expression(field.Pattern).IsMatch(text)
            ? null
            : field.Hint is { } hint
                ? $"does not have the required form: {hint}"
                : $"does not match the pattern {field.Pattern}";
    }

    public override int MostBytes(ApprovalField field) => BytesOfText(field.MaxLength!.Value);

    private static string? Pattern(InputReader definition)
    {
        var pattern = definition.Exact("pattern", Limits.FieldLabelLength);
        if (pattern is null) return null;
        try
        {
            _ = new Regex(pattern); // Checked without the anchors, because "a)|(b" is valid only between them.
            _ = Expression(pattern);
            return pattern;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw definition.Refusal(
                "pattern",
                "is not a regular expression that can be used here, without look-around or back-references: "
                + error.Message);
        }
    }

    /// <summary>Matches the whole of a text, as forms of web pages do, in time proportional to its length.</summary>
    private static Regex Expression(string pattern) => new(
        $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}

public sealed class NumberField : FieldType
{
    public override string? ProblemOf(ApprovalField field, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.GetRawText().Length <= Limits.NumberLength
        && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? null
            : $"must be a number of at most {Limits.NumberLength} characters.";

    public override int MostBytes(ApprovalField field) => Limits.NumberLength;
}

public sealed class ChoiceField : FieldType
{
    public override string[] Members => ["choices"];

    public override ApprovalField Read(ApprovalField field, InputReader definition)
    {
        var choices = definition.Texts("choices", "texts");
        if (choices is null || choices.Count is 0 or > Limits.FieldChoices
            || choices.Distinct().Count() < choices.Count
            || choices.Any(choice => choice.Trim().Length == 0 || choice.Length > Limits.FieldLabelLength))
            throw definition.Refusal(
                "choices",
                $"must be 1 to {Limits.FieldChoices} different texts of 1 to {Limits.FieldLabelLength} characters.");
        if (choices.Select(ForeignText.ProblemOfLine).FirstOrDefault(wrong => wrong is not null) is { } problem)
            throw definition.Refusal("choices", $"each {problem}");
        return field with { Choices = choices };
    }

    public override string? ProblemOf(ApprovalField field, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && field.Choices!.Contains(value.GetString()!)
            ? null
            : $"must be one of {string.Join(", ", field.Choices!)}.";

    public override int MostBytes(ApprovalField field) => BytesOfText(field.Choices!.Max(choice => choice.Length));
}
