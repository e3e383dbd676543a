using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Rekognition.Model.Internal;

/// <summary>An operation's answer, with the errors of this service.</summary>
/// <param name="read">Reads a member of the response.</param>
internal sealed class RekognitionAnswer<T>(ReadMember<T> read) : JsonAnswer<T>(read)
    where T : AmazonWebServiceResponse, new()
{
    protected override AmazonServiceException ExceptionOf(ErrorResponse error, JsonUnmarshallerContext input) =>
        error.Code switch
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
                error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        };
}
