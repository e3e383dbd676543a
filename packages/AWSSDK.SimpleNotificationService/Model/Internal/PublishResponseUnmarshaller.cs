using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.SimpleNotificationService.Model.Internal;

/// <summary>Reads a <see cref="PublishResponse"/>, or the error that came in its place.</summary>
internal sealed class PublishResponseUnmarshaller : XmlResponseUnmarshaller
{
    public static readonly PublishResponseUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        try
        {
            return Read(input);
        }
        catch (XmlException e)
        {
            throw Unreadable(input, e);
        }
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return error.Code switch
        {
            "AuthorizationError" => new AuthorizationErrorException(error),
            "EndpointDisabled" => new EndpointDisabledException(error),
            "InternalError" => new InternalErrorException(error),
            "InvalidParameter" => new InvalidParameterException(error),
            "ParameterValueInvalid" => new InvalidParameterValueException(error),
            "InvalidSecurity" => new InvalidSecurityException(error),
            "KMSAccessDenied" => new KMSAccessDeniedException(error),
            "KMSDisabled" => new KMSDisabledException(error),
            "KMSInvalidState" => new KMSInvalidStateException(error),
            "KMSNotFound" => new KMSNotFoundException(error),
            "KMSOptInRequired" => new KMSOptInRequiredException(error),
            "KMSThrottling" => new KMSThrottlingException(error),
            "NotFound" => new NotFoundException(error),
            "PlatformApplicationDisabled" => new PlatformApplicationDisabledException(error),
            "ValidationException" => new ValidationException(error),
            _ => new AmazonSimpleNotificationServiceException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
        };
    }

    private static PublishResponse Read(XmlUnmarshallerContext input)
    {
        var response = new PublishResponse();
        while (input.Read())
        {
            if (!input.IsStartElement)
                continue;
            if (input.TestExpression("PublishResult/MessageId"))
                response.MessageId = StringUnmarshaller.Instance.Unmarshall(input);
            else if (input.TestExpression("PublishResult/SequenceNumber"))
                response.SequenceNumber = StringUnmarshaller.Instance.Unmarshall(input);
            else if (input.TestExpression("PublishResponse/ResponseMetadata"))
                response.ResponseMetadata = ResponseMetadataUnmarshaller.Instance.Unmarshall(input);
        }
        // A proxy's page is not an answer of the service, though it may be XML.
        return response.MessageId is null ? throw Unreadable(input, null) : response;
    }

    private static AmazonUnmarshallingException Unreadable(XmlUnmarshallerContext input, Exception inner) => new(
        input.ResponseData.GetHeaderValue("x-amzn-RequestId"), input.CurrentPath, inner, input.ResponseData.StatusCode);
}
