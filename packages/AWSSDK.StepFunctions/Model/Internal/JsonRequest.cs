using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Model.Internal;

/// <summary>A request in the AWS JSON 1.0 protocol.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/CommonParameters.html</remarks>
internal static class JsonRequest
{
    // Unescaped, a task output of many quotes and umlauts stays a third of the size.
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static DefaultRequest Create(
        AmazonStepFunctionsRequest original,
        string operation,
        ReadOnlySpan<(string Name, string Value)> members)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, _options))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                if (value is not null)
                    writer.WriteString(name, value);
            }
            writer.WriteEndObject();
        }
        var request = new DefaultRequest(original, "Amazon.StepFunctions")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = body.WrittenSpan.ToArray(),
        };
        request.Headers["X-Amz-Target"] = "AWSStepFunctions." + operation;
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        request.Headers["x-amz-api-version"] = "2016-11-23";
        return request;
    }
}
