using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService;

/// <summary>
/// Amazon SNS answered with an error, whose code is <see cref="AmazonServiceException.ErrorCode"/>. An error that the
/// service's model names arrives as a class of its own in <c>Amazon.SimpleNotificationService.Model</c>.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html</remarks>
public class AmazonSimpleNotificationServiceException : AmazonServiceException
{
    /// <summary>An error with a message only.</summary>
    public AmazonSimpleNotificationServiceException(string message)
        : base(message)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public AmazonSimpleNotificationServiceException(
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
