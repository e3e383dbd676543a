using System.Net;
using Amazon.Runtime;

namespace Amazon.RDSDataService;

/// <summary>
/// The Data API answered with an error, whose code is <see cref="AmazonServiceException.ErrorCode"/>. An error that the
/// service's model names arrives as a class of its own in <c>Amazon.RDSDataService.Model</c>.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/CommonErrors.html</remarks>
public class AmazonRDSDataServiceException : AmazonServiceException
{
    /// <summary>An error with a message only.</summary>
    public AmazonRDSDataServiceException(string message)
        : base(message)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public AmazonRDSDataServiceException(
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
