using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Official;

/// <summary>What a call sent and its result, as text, so that two clients can be compared.</summary>
internal static class Description
{
    private static readonly string[] _headers = ["Content-Type", "X-Amz-Target", "x-amz-api-version"];

    public static string Of(RecordedRequest request)
    {
        var text = new StringBuilder($"{request.Method} {request.Path}\n");
        foreach (var header in _headers)
            text.Append(CultureInfo.InvariantCulture, $"{header}: {request.Header(header)}\n");
        text.Append(CultureInfo.InvariantCulture, $"signed: {request.Header("Authorization").Length > 0}\n");
        if (request.Body.StartsWith('{'))
            Append(text, request.Json, "");
        else
            text.AppendJoin('\n', request.Form.Select(it => $"{it.Key} = {it.Value}"));
        return text.ToString();
    }

    /// <param name="like">The generated type, as the official one has more members.</param>
    public static string Of(object? value, Type like)
    {
        var text = new StringBuilder();
        Append(text, value, like, "");
        return text.ToString();
    }

    public static string Of(Exception error, Type? like)
    {
        var text = new StringBuilder($"{error.GetType().Name}: {error.Message}\n");
        if (error is AmazonServiceException { } answer)
        {
            text.AppendJoin(
                ' ',
                answer.ErrorCode,
                answer.ErrorType,
                answer.RequestId,
                answer.StatusCode,
                answer.Retryable?.Throttling);
            if (like is not null)
                AppendMembers(text, error, like, "");
        }
        return text.ToString();
    }

    // The order does not matter, nor does the value of a generated token.
    private static void Append(StringBuilder text, JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            text.Append(CultureInfo.InvariantCulture, $"{path} {{}}\n");
            foreach (var member in json.EnumerateObject().OrderBy(it => it.Name, StringComparer.Ordinal))
                Append(text, member.Value, $"{path}.{member.Name}");
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            text.Append(CultureInfo.InvariantCulture, $"{path} []\n");
            foreach (var (i, item) in json.EnumerateArray().Index())
                Append(text, item, $"{path}[{i}]");
        }
        else if (json.ValueKind == JsonValueKind.String && Guid.TryParse(json.GetString(), out _))
        {
            text.Append(CultureInfo.InvariantCulture, $"{path} a GUID\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{path} {(json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText())}\n");
        }
    }

    private static void Append(StringBuilder text, object? value, Type like, string path)
    {
        switch (value)
        {
            case null or string or bool or int or long or float or double or ConstantClass:
                text.Append(CultureInfo.InvariantCulture, $"{path} = {value ?? "null"}\n");
                break;
            case DateTime time:
                text.Append(CultureInfo.InvariantCulture, $"{path} = {time:O}\n");
                break;
            case MemoryStream bytes:
                text.Append(CultureInfo.InvariantCulture, $"{path} = {Convert.ToHexString(bytes.ToArray())}\n");
                break;
            case IDictionary map:
                foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
                    Append(text, map[key], like.GetGenericArguments()[1], $"{path}[{key}]");
                break;
            case IList list:
                text.Append(CultureInfo.InvariantCulture, $"{path} has {list.Count}\n");
                for (var i = 0; i < list.Count; i++)
                    Append(text, list[i], like.GetGenericArguments()[0], $"{path}[{i}]");
                break;
            default:
                AppendMembers(text, value, like, path);
                break;
        }
    }

    private static void AppendMembers(StringBuilder text, object structure, Type like, string path)
    {
        text.Append(CultureInfo.InvariantCulture, $"{path} {{}}\n");
        foreach (var member in Samples.Members(like))
        {
            var value = structure.GetType().GetProperty(member.Name)!.GetValue(structure);
            Append(text, value, member.PropertyType, $"{path}.{member.Name}");
        }
    }
}
