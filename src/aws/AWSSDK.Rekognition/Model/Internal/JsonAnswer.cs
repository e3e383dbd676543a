using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Rekognition.Model.Internal;

/// <summary>Reads an operation's answer; the errors are the same for all operations.</summary>
/// <param name="read">Reads a member of the response.</param>
internal sealed class JsonAnswer<T>(ReadMember<T> read) : JsonResponseUnmarshaller
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
        return error.Code switch
        {
            "AccessDeniedException" => new AccessDeniedException(error),
            "ImageTooLargeException" => new ImageTooLargeException(error),
            "InternalServerError" => new InternalServerErrorException(error),
            "InvalidImageFormatException" => new InvalidImageFormatException(error),
            "InvalidPaginationTokenException" => new InvalidPaginationTokenException(error),
            "InvalidParameterException" => new InvalidParameterException(error),
            "InvalidS3ObjectException" => new InvalidS3ObjectException(error),
            "ProvisionedThroughputExceededException" => new ProvisionedThroughputExceededException(error),
            "ResourceNotFoundException" => new ResourceNotFoundException(error),
            "ServiceQuotaExceededException" => new ServiceQuotaExceededException(error),
            "ThrottlingException" => new ThrottlingException(error),
            _ => new AmazonRekognitionException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
        };
    }
}
