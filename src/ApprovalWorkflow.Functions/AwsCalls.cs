using Amazon.Lambda.Core;
using Amazon.Runtime;

namespace ApprovalWorkflow.Functions;

/// <summary>
/// A call to an AWS service failed after the SDK's own retries. It is the error name that the state machine retries:
/// the services' own names are too many to list, and <c>States.TaskFailed</c> would also match what a caller of
/// SendTaskFailure wants to fail.
/// </summary>
public sealed class AwsCallFailedException(string message, Exception inner) : Exception(message, inner);

/// <summary>Gives every failed AWS call of a handler the one name that state machines retry.</summary>
public static class AwsCalls
{
    /// <summary>The handler, whose AWS failures arrive as <see cref="AwsCallFailedException"/>.</summary>
    public static Func<TInput, ILambdaContext, Task<TOutput>> Wrap<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler) => async (input, context) =>
    {
        try
        {
            return await handler(input, context);
        }
        catch (Exception error) when (IsAwsFailure(error))
        {
            throw new AwsCallFailedException($"{error.GetType().Name}: {error.Message}", error);
        }
    };

    /// <summary>
    /// Whether an exception is the SDK's word that a call failed: the service's error, or no answer at all.
    /// </summary>
    public static bool IsAwsFailure(Exception error) => error is AmazonServiceException or AmazonClientException
        or HttpRequestException or IOException or TimeoutException or TaskCanceledException;
}
