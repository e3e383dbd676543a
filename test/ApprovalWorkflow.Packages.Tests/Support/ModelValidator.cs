using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>
/// Holds a recorded request against the service's model, and says everything in which it departs from it.
/// </summary>
internal static class ModelValidator
{
    public static IReadOnlyList<string> Violations(ServiceModel model, string operation, RecordedRequest request)
    {
        var violations = new List<string>();
        var http = model.Operation(operation).GetProperty("http");
        Expect(violations, "method", http.GetProperty("method").GetString()!, request.Method);
        Expect(violations, "path", http.GetProperty("requestUri").GetString()!, request.Path);
        var body = model.Protocol switch
        {
            "json" => JsonBody(model, operation, request, violations),
            "rest-json" => RestJsonBody(request, violations),
            "query" => QueryBody(model, operation, request, violations),
            _ => throw new NotSupportedException($"The protocol {model.Protocol}."),
        };
        Check(model, model.Input(operation), body, "input", violations);
        return violations;
    }

    private static JsonNode? JsonBody(
        ServiceModel model, string operation, RecordedRequest request, List<string> violations)
    {
        Expect(
            violations,
            "Content-Type",
            "application/x-amz-json-" + model.Metadata("jsonVersion"),
            request.Header("Content-Type"));
        Expect(
            violations,
            "X-Amz-Target",
            $"{model.Metadata("targetPrefix")}.{operation}",
            request.Header("X-Amz-Target"));
        return JsonNode.Parse(request.BodyBytes);
    }

    private static JsonNode? RestJsonBody(RecordedRequest request, List<string> violations)
    {
        Expect(violations, "Content-Type", "application/json", request.Header("Content-Type"));
        return JsonNode.Parse(request.BodyBytes);
    }

    private static JsonObject QueryBody(
        ServiceModel model, string operation, RecordedRequest request, List<string> violations)
    {
        const string contentType = "application/x-www-form-urlencoded; charset=utf-8";
        Expect(violations, "Content-Type", contentType, request.Header("Content-Type"));
        var form = request.Form;
        form.Remove("Action", out var action);
        form.Remove("Version", out var version);
        Expect(violations, "Action", operation, action ?? "");
        Expect(violations, "Version", model.Metadata("apiVersion"), version ?? "");
        return QueryForm.Structure(model, model.Input(operation), form, violations);
    }

    private static void Check(
        ServiceModel model, JsonElement shape, JsonNode? value, string path, List<string> violations)
    {
        switch (shape.GetProperty("type").GetString())
        {
            case "structure" when value is JsonObject structure:
                CheckStructure(model, shape, structure, path, violations);
                break;
            case "map" when value is JsonObject map:
                foreach (var (key, item) in map)
                {
                    Check(model, Target(model, shape, "key"), key, $"{path} key", violations);
                    Check(model, Target(model, shape, "value"), item, $"{path}[{key}]", violations);
                }
                break;
            case "list" when value is JsonArray list:
                CheckRange(shape, list.Count, $"the length of {path}", violations);
                for (var i = 0; i < list.Count; i++)
                    Check(model, Target(model, shape, "member"), list[i], $"{path}[{i}]", violations);
                break;
            case "integer" when value is JsonValue number && number.TryGetValue(out int integer):
                CheckRange(shape, integer, path, violations);
                break;
            case "boolean" when value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
            case "long" when value is JsonValue number && number.TryGetValue(out long _):
            case "double" when value?.GetValueKind() is JsonValueKind.Number:
                break;
            case "float" when value is JsonValue number && number.GetValueKind() == JsonValueKind.Number:
                CheckRange(shape, number.GetValue<double>(), path, violations);
                break;
            case "string" when value is JsonValue text && text.GetValueKind() == JsonValueKind.String:
                CheckText(shape, text.GetValue<string>(), path, violations);
                break;
            case "blob" when value is JsonValue text && text.GetValueKind() == JsonValueKind.String:
                var bytes = Convert.FromBase64String(text.GetValue<string>());
                CheckRange(shape, bytes.Length, $"the length of {path}", violations);
                break;
            default:
                violations.Add($"{path} is not a {shape.GetProperty("type")}");
                break;
        }
    }

    private static void CheckStructure(
        ServiceModel model, JsonElement shape, JsonObject structure, string path, List<string> violations)
    {
        if (shape.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray())
            {
                if (!structure.ContainsKey(name.GetString()!))
                    violations.Add($"{path}.{name} is required");
            }
        }
        if (shape.TryGetProperty("union", out _) && structure.Count != 1)
            violations.Add($"{path} has not one member of the union");
        foreach (var (name, value) in structure)
        {
            if (shape.GetProperty("members").TryGetProperty(name, out var member))
                Check(
                    model, model.Shape(member.GetProperty("shape").GetString()!), value, $"{path}.{name}", violations);
            else
                violations.Add($"{path}.{name} is not a member");
        }
    }

    private static void CheckText(JsonElement shape, string text, string path, List<string> violations)
    {
        if (shape.TryGetProperty("min", out var min) && text.Length < min.GetInt32())
            violations.Add(string.Create(CultureInfo.InvariantCulture, $"{path} is shorter than {min}"));
        if (shape.TryGetProperty("max", out var max) && text.Length > max.GetInt32())
            violations.Add(string.Create(CultureInfo.InvariantCulture, $"{path} is longer than {max}"));
        if (shape.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, $"^(?:{Expression(pattern)})$"))
            violations.Add($"{path} does not match {pattern}");
        if (shape.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(it => it.ValueEquals(text)))
            violations.Add($"{path} is none of {values}");
    }

    /// <summary>A model's pattern, whose class of ASCII characters .NET does not know by Java's name.</summary>
    private static string Expression(JsonElement pattern) =>
        pattern.GetString()!.Replace(@"\p{ASCII}", @"[\x00-\x7F]", StringComparison.Ordinal);

    private static void CheckRange(JsonElement shape, double value, string path, List<string> violations)
    {
        if (shape.TryGetProperty("min", out var min) && value < min.GetDouble())
            violations.Add($"{path} is less than {min}");
        if (shape.TryGetProperty("max", out var max) && value > max.GetDouble())
            violations.Add($"{path} is more than {max}");
    }

    private static JsonElement Target(ServiceModel model, JsonElement shape, string part) =>
        model.Shape(shape.GetProperty(part).GetProperty("shape").GetString()!);

    private static void Expect(List<string> violations, string what, string expected, string actual)
    {
        if (expected != actual)
            violations.Add($"{what} is \"{actual}\", not \"{expected}\"");
    }
}
