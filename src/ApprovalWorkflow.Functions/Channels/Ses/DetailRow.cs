using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Ses;

/// <summary>A member of a request's details.</summary>
/// <param name="Value">Text, or JSON if it is code.</param>
public sealed record DetailRow(string Name, string Value, bool IsCode)
{
    /// <summary>Characters that a row counts beside its own, so that they cannot be too many.</summary>
    private const int Each = 80;

    /// <summary>The members of an object, or the one value that there is.</summary>
    /// <param name="limit">Characters. What is longer is cut, and ends with "…".</param>
    /// <returns>The rows, and whether they are all that there is.</returns>
    public static (IReadOnlyList<DetailRow> Rows, bool AreAll) Of(string json, int limit)
    {
        var value = JsonText.Parse(json);
        var all = value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(member => Of(member.Name, member.Value))
            : [Of("", value)];
        var rows = new List<DetailRow>();
        foreach (var row in all)
        {
            var left = limit - Each - row.Name.Length;
            if (left < Each) return (rows, false);
            var shown = row with { Value = ForeignText.Cut(row.Value, left) };
            rows.Add(shown);
            if (shown != row) return (rows, false);
            limit = left - row.Value.Length;
        }
        return (rows, true);
    }

    private static DetailRow Of(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new(name, value.GetString()!, IsCode: false),
        JsonValueKind.Object or JsonValueKind.Array =>
            new(name, JsonText.Readable(value), IsCode: true),
        _ => new(name, value.GetRawText(), IsCode: false),
    };
}
