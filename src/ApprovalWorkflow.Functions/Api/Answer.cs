using System.Text.Json.Serialization.Metadata;

namespace ApprovalWorkflow.Functions.Api;

/// <summary>The body of an answer that is only a message, such as an error.</summary>
public sealed record ApiMessage(string Message);

/// <summary>Answers of the functions behind the REST API. Caches must not store them.</summary>
public static class Answer
{
    public static ApiResponse Json<T>(int status, T body, JsonTypeInfo<T> type) =>
        Text(status, "application/json", JsonSerializer.Serialize(body, type));

    /// <summary><c>{"message": …}</c>.</summary>
    public static ApiResponse Message(int status, string message) =>
        Json(status, new ApiMessage(message), FunctionsJson.Default.ApiMessage);

    public static ApiResponse Text(int status, string contentType, string body) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, string>
        {
            ["Content-Type"] = $"{contentType}; charset=utf-8",
            ["Cache-Control"] = "no-store",
        },
        Body = body,
    };
}
