using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.StepFunctions.Tasks;

namespace ApprovalWorkflow.StateMachines;

/// <summary>Tasks that survive a passing fault of a service.</summary>
internal static class LambdaTask
{
    /// <summary>
    /// Faults that pass: of Lambda itself
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html), a function that ran out
    /// of time or whose process ended, and a failed call to AWS in one of our functions. Not <c>States.TaskFailed</c>:
    /// that would also match what a caller of SendTaskFailure wants to fail.
    /// </summary>
    private static readonly string[] _passingFaults =
    [
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
        "Lambda.Unknown",
        "Runtime.ExitError",
        "Sandbox.Timedout",
        ErrorNames.AwsCallFailed,
    ];

    /// <summary>A task that invokes a function and retries faults that pass, up to 6 times.</summary>
    public static LambdaInvoke Create(Construct scope, string id, IFunction function, LambdaInvokeProps props) =>
        Create(scope, id, function, props, Backoff(_passingFaults));

    /// <summary>
    /// A task that retries faults that pass fewer times: for one that takes long, or that a person waits for.
    /// </summary>
    public static LambdaInvoke CreateWithFewRetries(
        Construct scope, string id, IFunction function, int attempts, LambdaInvokeProps props)
    {
        var retry = Backoff(_passingFaults);
        retry.MaxAttempts = attempts;
        return Create(scope, id, function, props, retry);
    }

    /// <summary>
    /// A task that tries up to 15 times more, on average for twenty minutes in all: for one whose failure would lose
    /// more than time.
    /// </summary>
    public static LambdaInvoke CreateWithLongRetry(
        Construct scope, string id, IFunction function, LambdaInvokeProps props)
    {
        var retry = Backoff(_passingFaults);
        retry.MaxAttempts = 15;
        retry.MaxDelay = Duration.Minutes(5);
        return Create(scope, id, function, props, retry);
    }

    private static LambdaInvoke Create(
        Construct scope, string id, IFunction function, LambdaInvokeProps props, RetryProps retry)
    {
        props.LambdaFunction = function;
        props.RetryOnServiceExceptions = false;
        var task = new LambdaInvoke(scope, id, props);
        task.AddRetry(retry);
        return task;
    }

    /// <summary>
    /// Up to 6 retries from 1 second on, with exponential backoff and jitter, at most one minute apart.
    /// </summary>
    public static RetryProps Backoff(params string[] errors) => new()
    {
        Errors = errors,
        Interval = Duration.Seconds(1),
        BackoffRate = 2,
        MaxAttempts = 6,
        MaxDelay = Duration.Minutes(1),
        JitterStrategy = JitterType.FULL,
    };
}
