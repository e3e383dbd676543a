using System.Net;
using System.Text.Json;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Runtime.Bundled;

/// <summary>Reads an operation's answer; the errors are the same for all operations of a service.</summary>
/// <param name="read">Reads a member of the response.</param>
internal abstract class JsonAnswer<T>(ReadMember<T> read) : JsonResponseUnmarshaller
    where T : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var reader = JsonReading.Reader(input);
        return JsonReading.Structure(input, ref reader, read)
            ?? throw new JsonException("The answer is null.");
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = JsonReading.Reader(input);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return ExceptionOf(error, input);
    }

    /// <summary>The exception of the service for an error; that of no type in particular for one it does not know.</summary>
    protected abstract AmazonServiceException ExceptionOf(ErrorResponse error, JsonUnmarshallerContext input);
}
