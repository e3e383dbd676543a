using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Checks what an approver filled in against the fields that the request asks for.</summary>
public static class FieldCheck
{
    /// <summary>The JSON text of no values.</summary>
    public const string None = "{}";

    /// <summary>The values as JSON text: an object with what was filled in of each field.</summary>
    /// <returns>Null if <paramref name="problem"/> says what is wrong.</returns>
    public static string? Check(IReadOnlyList<ApprovalField> fields, JsonElement? values, out string problem)
    {
        problem = "";
        if (values is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            problem = """fields: must be an object such as {"ticket": "CHG-1"}.""";
            return null;
        }
        var given = values is { ValueKind: JsonValueKind.Object } some ? some.EnumerateObject().ToList() : [];
        problem = given.Select(value => ProblemOfName(fields, value.Name))
            .Concat(fields.Select(field => ProblemOf(field, ValueOf(field))))
            .FirstOrDefault(wrong => wrong is not null) ?? "";
        if (problem.Length > 0) return null;
        return JsonText.Of(json =>
        {
            json.WriteStartObject();
            foreach (var field in fields)
            {
                if (IsMissing(ValueOf(field))) continue;
                json.WritePropertyName(field.Name);
                ValueOf(field).WriteTo(json);
            }
            json.WriteEndObject();
        });

        JsonElement ValueOf(ApprovalField field) => given.Find(each => each.Name == field.Name).Value;
    }

    /// <summary>Bytes that the values of these fields take at most, as JSON in UTF-8.</summary>
    public static int SizeLimit(IReadOnlyList<ApprovalField> fields) => 2 + fields.Sum(field =>
        field.Name.Length + "\"\":,".Length + FieldType.All[field.Type].MostBytes(field));

    private static string? ProblemOfName(IReadOnlyList<ApprovalField> fields, string name) =>
        fields.All(field => field.Name != name)
            ? $"fields.{Shown(name)}: nobody asked for it. {Asked(fields)}"
            : null;

    private static string? ProblemOf(ApprovalField field, JsonElement value)
    {
        if (IsMissing(value)) return field.Required ? $"fields.{field.Name}: is required ({field.Label})." : null;
        var problem = FieldType.All[field.Type].ProblemOf(field, value);
        return problem is null ? null : $"fields.{field.Name}: {problem}";
    }

    /// <summary>A caller may send an empty text; our pages leave it out.</summary>
    private static bool IsMissing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        _ => false,
    };

    private static string Shown(string name) =>
        name.Length <= Limits.FieldNameLength ? name : $"{name[..Limits.FieldNameLength]}…";

    private static string Asked(IReadOnlyList<ApprovalField> fields) => fields.Count == 0
        ? "This request has no fields."
        : $"The fields are {string.Join(", ", fields.Select(field => field.Name))}.";
}
