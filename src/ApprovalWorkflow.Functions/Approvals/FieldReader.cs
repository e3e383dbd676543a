using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Reads the fields that an execution's input asks for. Refuses fields that nobody could fill in.</summary>
public static class FieldReader
{
    private const string Fields = "fields";

    /// <exception cref="InvalidRequestException">A field is invalid.</exception>
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

    private static ApprovalField Parse(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidRequestException(path, $"must be an object, but is {InputReader.Shown(json)}.");
        var field = new InputReader(json, path);
        var typeName = field.Exact("type", Limits.FieldLabelLength) ?? ApprovalField.TextType;
        if (!FieldType.All.TryGetValue(typeName, out var type))
            throw field.Refusal("type", $"must be one of {string.Join(", ", FieldType.All.Keys)}.");
        field.Only(["name", "label", "hint", "type", "required", .. type.Members]);
        var name = field.Exact("name", Limits.FieldNameLength);
        if (name is null || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw field.Refusal(
                "name", "must begin with a letter and have only letters, digits and _ (such as ticketId).");
        return type.Read(
            new ApprovalField(name, typeName)
            {
                Label = field.Line("label", Limits.FieldLabelLength) ?? name,
                Hint = field.Line("hint", Limits.FieldLabelLength),
                Required = field.Flag("required") ?? false,
            },
            field);
    }
}
