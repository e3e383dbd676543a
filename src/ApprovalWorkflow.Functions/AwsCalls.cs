using System.Xml;
using Amazon.Runtime;
using ApprovalWorkflow.Functions.Api;

namespace ApprovalWorkflow.Functions;

/// <summary>
/// A call to AWS failed after the SDK's retries, and may succeed later. State machines retry this name (<see
/// cref="ErrorNames.AwsCallFailed"/>). The services' own errors have too many names, and <c>States.TaskFailed</c> would
/// also match the errors of callers of SendTaskFailure.
/// </summary>
public sealed class AwsCallFailedException(string message, Exception inner) : Exception(message, inner);

/// <summary>Turns failed AWS calls of a handler into errors that its caller understands.</summary>
public static class AwsCalls
{
    /// <summary>
    /// The handler of a task: failures that may pass become <see cref="AwsCallFailedException"/>. Others, such as a
    /// missing permission, keep their names.
    /// </summary>
    public static Func<TInput, ILambdaContext, Task<TOutput>> ForTask<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler) => async (input, context) =>
    {
        try
        {
            return await handler(input, context);
        }
        catch (Exception error) when (MayPass(error))
        {
            throw new AwsCallFailedException($"{error.GetType().Name}: {error.Message}", error);
        }
    };

    /// <summary>The handler of an API route: every failed AWS call is logged and answered with 503.</summary>
    public static Func<ApiRequest, ILambdaContext, Task<ApiResponse>> ForApi(
        Func<ApiRequest, ILambdaContext, Task<ApiResponse>> handler) => async (request, context) =>
    {
        try
        {
            return await handler(request, context);
        }
        catch (Exception error) when (IsAwsFailure(error))
        {
            context.Logger.LogError(error, "A call to AWS failed");
            return Answer.Message(503, "The service does not answer. Try again in a moment.");
        }
    };

    /// <summary>
    /// Whether the SDK says that a call failed: the service's error, no answer, or one that cannot be read. Clients of
    /// query services let the <see cref="XmlException"/> through.
    /// </summary>
    public static bool IsAwsFailure(Exception error) => error is AmazonServiceException or AmazonClientException
        or HttpRequestException or IOException or TimeoutException or OperationCanceledException or XmlException;

    /// <summary>Whether the same call may succeed later: false if the service refused it with a 4xx.</summary>
    public static bool MayPass(Exception error) => IsAwsFailure(error)
        && (error is not AmazonServiceException answer || answer is AmazonUnmarshallingException
            || (int)answer.StatusCode >= 500 || IsThrottling(answer));

    private static bool IsThrottling(AmazonServiceException error) => error.ErrorCode is
        "Throttling" or "ThrottlingException" or "Throttled" or "ThrottledException" or "RequestLimitExceeded"
        or "ProvisionedThroughputExceededException" or "KMSThrottling" or "TooManyRequestsException";
}
