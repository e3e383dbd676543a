using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>
/// AWS Step Functions answered with an error, whose code is <see cref="AmazonServiceException.ErrorCode"/>. An error
/// that the service's model names arrives as a class of its own in <c>Amazon.StepFunctions.Model</c>.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html</remarks>
public class AmazonStepFunctionsException : AmazonServiceException
{
    /// <summary>An error with a message only.</summary>
    public AmazonStepFunctionsException(string message)
        : base(message)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public AmazonStepFunctionsException(
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
