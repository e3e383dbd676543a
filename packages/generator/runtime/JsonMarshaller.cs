using System.Buffers;
using System.Text.Encodings.Web;

namespace Amazon.Runtime.StandIn;

/// <summary>Makes a request of the protocols JSON 1.0, JSON 1.1 and REST-JSON.</summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/</remarks>
/// <param name="path">The operation's path. A few have a fixed query parameter.</param>
/// <param name="target">The operation's name in the header <c>X-Amz-Target</c>; empty for REST-JSON.</param>
/// <param name="write">Writes the body.</param>
internal sealed class JsonMarshaller<T>(
    string service,
    string apiVersion,
    string method,
    string path,
    string contentType,
    string target,
    Action<Utf8JsonWriter, T> write) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where T : AmazonWebServiceRequest
{
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, _options))
            write(writer, (T)input);
        var request = new DefaultRequest(input, service)
        {
            HttpMethod = method,
            ResourcePath = path.Split('?')[0],
            Content = body.WrittenSpan.ToArray(),
        };
        foreach (var parameter in path.Split('?').Skip(1))
            request.AddSubResource(parameter.Split('=')[0], parameter.Split('=')[1]);
        if (target.Length > 0)
            request.Headers["X-Amz-Target"] = target;
        request.Headers["Content-Type"] = contentType;
        request.Headers["x-amz-api-version"] = apiVersion;
        return request;
    }
}
