namespace Amazon.Runtime.StandIn;

/// <summary>Reads the answer of an operation in a JSON protocol, or its error.</summary>
/// <param name="read">Reads a member; null if the answer has none.</param>
/// <param name="exceptionOf">The exception for an error.</param>
internal sealed class JsonAnswer<T>(
    ReadMember<T> read,
    Func<JsonUnmarshallerContext, ErrorResponse, AmazonServiceException> exceptionOf) : JsonResponseUnmarshaller
    where T : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var response = new T();
        if (read is not null)
            Json.ReadBody(input, response, read);
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = Json.ReaderOf(input);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return exceptionOf(input, error);
    }
}
