using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace ApprovalWorkflow.Functions.Api;

/// <summary>Reads the proxy events of the REST API.</summary>
public static class ApiRequests
{
    /// <summary>A header's value, whatever the case of its name: HTTP/2 clients send lower case.</summary>
    public static string? Header(this ApiRequest request, string name)
    {
        foreach (var (header, value) in request.Headers ?? new Dictionary<string, string>())
            if (header.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }

    public static string PathParameter(this ApiRequest request, string name) =>
        request.PathParameters is { } parameters && parameters.TryGetValue(name, out var value) ? value : "";

    public static string? QueryParameter(this ApiRequest request, string name) =>
        request.QueryStringParameters is { } parameters && parameters.TryGetValue(name, out var value) ? value : null;

    /// <summary>The path parameter <c>id</c> as the tables have it; null if it is invalid.</summary>
    public static string? Id(this ApiRequest request) =>
        request.PathParameter("id") is var text && Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text
            ? text
            : null;

    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static int? Limit(this ApiRequest request, out ApiResponse refusal)
    {
        refusal = Answer.Message(400, $"limit: must be a whole number from 1 to {Limits.ListItems}.");
        if (request.QueryParameter("limit") is not { } text) return Limits.DefaultListItems;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= Limits.ListItems
            ? limit
            : null;
    }

    /// <summary>The body; null if it is not JSON of this type, or has text that is not Unicode.</summary>
    public static T? BodyJson<T>(this ApiRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return request.BodyText() is { } text ? JsonSerializer.Deserialize(text, type) : null;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The body as text, empty if there is none; null if it is not Base64 that says it is.</summary>
    public static string? BodyText(this ApiRequest request)
    {
        if (request.Body is null || !request.IsBase64Encoded) return request.Body ?? "";
        var bytes = new byte[request.Body.Length];
        return Convert.TryFromBase64String(request.Body, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
    }
}
