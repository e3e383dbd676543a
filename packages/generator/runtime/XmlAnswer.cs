namespace Amazon.Runtime.StandIn;

/// <summary>Reads the answer of an operation in the query protocol, or its error.</summary>
/// <param name="wrapper">The element that contains the members.</param>
/// <param name="read">Reads an element at a depth if it is a member; null if the answer has none.</param>
/// <param name="exceptionOf">The exception for an error.</param>
internal sealed class XmlAnswer<T>(
    string wrapper,
    ReadElement<T> read,
    Func<XmlUnmarshallerContext, ErrorResponse, AmazonServiceException> exceptionOf) : XmlResponseUnmarshaller
    where T : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var response = new T();
        input.Read();
        var depth = input.CurrentDepth;
        while (input.ReadAtDepth(depth))
        {
            if (!input.IsStartElement)
                continue;
            if (read is not null && input.TestExpression(wrapper, 2))
                Xml.Members(input, response, read);
            else if (input.TestExpression("ResponseMetadata", 2))
                response.ResponseMetadata = ResponseMetadataUnmarshaller.Instance.Unmarshall(input);
        }
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return exceptionOf(input, error);
    }
}
