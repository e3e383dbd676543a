using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Rekognition.Model.Internal;

/// <summary>Writes a request in the AWS JSON 1.1 protocol.</summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html</remarks>
/// <param name="operation">The operation's name.</param>
/// <param name="write">Writes the members of the request that are set.</param>
internal sealed class JsonRequest<T>(string operation, Action<Utf8JsonWriter, T> write)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where T : AmazonRekognitionRequest
{
    // As in the Step Functions client, only what JSON demands is escaped.
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, _options))
        {
            writer.WriteStartObject();
            write(writer, (T)input);
            writer.WriteEndObject();
        }
        var request = new DefaultRequest(input, "Amazon.Rekognition")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = body.WrittenSpan.ToArray(),
        };
        request.Headers["X-Amz-Target"] = "RekognitionService." + operation;
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["x-amz-api-version"] = "2016-06-27";
        return request;
    }
}
