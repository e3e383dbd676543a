using System.Net;
using Amazon.Runtime;

namespace Amazon.Rekognition;

/// <summary>
/// Amazon Rekognition answered with an error, whose code is <see cref="AmazonServiceException.ErrorCode"/>. An error
/// that the service's model names arrives as a class of its own in <c>Amazon.Rekognition.Model</c>.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/CommonErrors.html</remarks>
public class AmazonRekognitionException : AmazonServiceException
{
    /// <summary>An error with a message only.</summary>
    public AmazonRekognitionException(string message)
        : base(message)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public AmazonRekognitionException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
