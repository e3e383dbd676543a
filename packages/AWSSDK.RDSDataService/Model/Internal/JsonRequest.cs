using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.RDSDataService.Model.Internal;

/// <summary>Writes a request in the AWS REST JSON 1.0 protocol; each operation has a path of its own.</summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html</remarks>
/// <param name="path">The operation's path.</param>
/// <param name="write">Writes the members of the request that are set.</param>
internal sealed class JsonRequest<T>(string path, Action<Utf8JsonWriter, T> write)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where T : AmazonRDSDataServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.RDSDataService")
        {
            HttpMethod = "POST",
            ResourcePath = path,
            Content = JsonBody.Of(writer => write(writer, (T)input)),
        };
        request.Headers["Content-Type"] = "application/json";
        request.Headers["x-amz-api-version"] = "2018-08-01";
        return request;
    }
}
