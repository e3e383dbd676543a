using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
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
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.Rekognition")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonBody.Of(writer => write(writer, (T)input)),
        };
        request.Headers["X-Amz-Target"] = "RekognitionService." + operation;
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["x-amz-api-version"] = "2016-06-27";
        return request;
    }
}
