using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What an approver filled in, held against what was asked for.</summary>
public static class FieldValues
{
    /// <summary>The JSON text of no values.</summary>
    public const string None = "{}";

    /// <summary>Characters of a number as it is written: more digits than a double has.</summary>
    private const int NumberLimit = 40;

    /// <summary>
    /// The values as JSON text: an object with a text or number for each field that was filled in.
    /// </summary>
    /// <returns>Null if <paramref name="problem"/> says what is wrong.</returns>
    public static string? Check(IReadOnlyList<FormField> fields, JsonElement? values, out string problem)
    {
        problem = "";
        if (values is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            problem = """fields: must be an object such as {"ticket": "CHG-1"}.""";
            return null;
        }
        var given = values is { ValueKind: JsonValueKind.Object } some ? some.EnumerateObject().ToList() : [];
        foreach (var value in given)
        {
            if (fields.All(field => field.Name != value.Name))
                problem = $"fields.{Shown(value.Name)}: nobody asked for it. {Asked(fields)}";
            else if (given.Count(other => other.Name == value.Name) > 1)
                problem = $"fields.{value.Name}: is there twice.";
            if (problem.Length > 0) return null;
        }
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            writer.WriteStartObject();
            foreach (var field in fields)
            {
                var value = given.Find(each => each.Name == field.Name).Value;
                if (ProblemOf(field, value) is { } wrong)
                {
                    problem = $"fields.{field.Name}: {wrong}";
                    return null;
                }
                if (IsMissing(value)) continue;
                writer.WritePropertyName(field.Name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Bytes that the values of these fields take at most, as JSON in UTF-8.</summary>
    public static int SizeLimit(IReadOnlyList<FormField> fields) => 2 + fields.Sum(field =>
        // A character takes up to 6 bytes, where it is written as an escape.
        field.Name.Length + 6 + (field.Type == FormField.Number ? NumberLimit : 6 * LongestOf(field)));

    private static int LongestOf(FormField field) => field.MaxLength ?? field.Choices!.Max(choice => choice.Length);

    private static string? ProblemOf(FormField field, JsonElement value)
    {
        if (IsMissing(value)) return field.Required ? $"is required ({field.Label})." : null;
        return field.Type switch
        {
            FormField.Number => IsNumber(value) ? null : $"must be a number of at most {NumberLimit} characters.",
            FormField.Choice => value.ValueKind == JsonValueKind.String && field.Choices!.Contains(value.GetString()!)
                ? null
                : $"must be one of {string.Join(", ", field.Choices!)}.",
            _ => value.ValueKind == JsonValueKind.String ? ProblemOf(field, value.GetString()!) : "must be text.",
        };
    }

    private static string? ProblemOf(FormField field, string text)
    {
        if (text.Length > field.MaxLength)
            return $"has {text.Length} characters; at most {field.MaxLength} are possible.";
        // Values go into mails and logs of whoever uses them.
        if (text.Any(char.IsControl)) return "must be one line, without control characters.";
        return field.Matches(text) ? null : $"does not match the pattern {field.Pattern}";
    }

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number
        && value.GetRawText().Length <= NumberLimit && value.TryGetDouble(out var number) && double.IsFinite(number);

    /// <summary>A form sends an empty text for what was left empty.</summary>
    private static bool IsMissing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        _ => false,
    };

    private static string Shown(string name) =>
        name.Length <= FormField.NameLimit ? name : $"{name[..FormField.NameLimit]}…";

    private static string Asked(IReadOnlyList<FormField> fields) => fields.Count == 0
        ? "This request has no fields."
        : $"The fields are {string.Join(", ", fields.Select(field => field.Name))}.";
}
