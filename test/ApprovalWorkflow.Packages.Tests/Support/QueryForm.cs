using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>
/// Turns the flat fields of the AWS query protocol back into the structure that the model describes, and says which
/// fields have no place in it.
/// </summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/aws-query-protocol.html</remarks>
internal static class QueryForm
{
    public static JsonObject Structure(
        ServiceModel model, JsonElement shape, SortedDictionary<string, string> fields, List<string> violations)
    {
        var result = new JsonObject();
        foreach (var member in shape.GetProperty("members").EnumerateObject())
        {
            var target = model.Shape(member.Value.GetProperty("shape").GetString()!);
            if (Take(model, target, member.Name, fields, violations) is { } value)
                result[member.Name] = value;
        }
        foreach (var field in fields.Keys)
            violations.Add($"the field {field} is not in the model");
        return result;
    }

    private static JsonNode? Take(
        ServiceModel model,
        JsonElement shape,
        string name,
        SortedDictionary<string, string> fields,
        List<string> violations)
    {
        if (shape.GetProperty("type").GetString() is not ("structure" or "map"))
            return fields.Remove(name, out var text) ? JsonValue.Create(text) : null;
        var inner = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields.Keys.Where(key => key.StartsWith(name + ".", StringComparison.Ordinal)).ToList())
        {
            inner.Add(field[(name.Length + 1)..], fields[field]);
            fields.Remove(field);
        }
        if (inner.Count == 0)
            return null;
        return shape.GetProperty("type").GetString() == "map"
            ? Map(model, shape, inner, violations)
            : Structure(model, shape, inner, violations);
    }

    private static JsonObject Map(
        ServiceModel model, JsonElement shape, SortedDictionary<string, string> fields, List<string> violations)
    {
        var keyName = shape.GetProperty("key").GetProperty("locationName").GetString()!;
        var valueName = shape.GetProperty("value").GetProperty("locationName").GetString()!;
        var target = model.Shape(shape.GetProperty("value").GetProperty("shape").GetString()!);
        var map = new JsonObject();
        for (var i = 1; ; i++)
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"entry.{i}.");
            if (!fields.Remove(entry + keyName, out var key))
                break;
            map[key] = Take(model, target, entry + valueName, fields, violations);
        }
        foreach (var field in fields.Keys)
            violations.Add($"the field {field} is not in the model");
        return map;
    }
}
