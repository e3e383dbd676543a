using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.StepFunctions.Tasks;

namespace ApprovalWorkflow;

/// <summary>Tasks that retry transient faults.</summary>
internal static class LambdaTask
{
    /// <summary>
    /// Transient faults: of Lambda
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html), a function that timed
    /// out or whose process ended, and a failed call to AWS in one of our functions. Not <c>States.TaskFailed</c>,
    /// which would also match a caller's SendTaskFailure.
    /// </summary>
    private static readonly string[] _transientFaults =
    [
        "Lambda.ClientExecutionTimeoutException",
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
        "Lambda.Unknown",
        "Runtime.ExitError",
        "Sandbox.Timedout",
        ErrorNames.AwsCallFailed,
    ];

    /// <summary>A task that invokes a function and retries transient faults up to 6 times.</summary>
    public static LambdaInvoke Create(Construct scope, string id, IFunction function, LambdaInvokeProps props) =>
        Create(scope, id, function, props, Backoff(_transientFaults));

    /// <summary>A task with fewer retries, because it takes long or a person waits for it.</summary>
    public static LambdaInvoke CreateWithFewRetries(
        Construct scope, string id, IFunction function, int attempts, LambdaInvokeProps props)
    {
        var retry = Backoff(_transientFaults);
        retry.MaxAttempts = attempts;
        return Create(scope, id, function, props, retry);
    }

    /// <summary>
    /// Up to 15 retries, on average twenty minutes in all: for a task whose failure loses more than time.
    /// </summary>
    public static LambdaInvoke CreateWithLongRetry(
        Construct scope, string id, IFunction function, LambdaInvokeProps props)
    {
        var retry = Backoff(_transientFaults);
        retry.MaxAttempts = 15;
        retry.MaxDelay = Duration.Minutes(5);
        return Create(scope, id, function, props, retry);
    }

    private static LambdaInvoke Create(
        Construct scope, string id, IFunction function, LambdaInvokeProps props, RetryProps retry)
    {
        props.LambdaFunction = function;
        // A JSONata state machine would take the paths for plain text. With this, CDK refuses it.
        props.QueryLanguage = QueryLanguage.JSON_PATH;
        props.RetryOnServiceExceptions = false;
        var task = new LambdaInvoke(scope, id, props);
        task.AddRetry(retry);
        return task;
    }

    /// <summary>
    /// Up to 6 retries with exponential backoff and jitter: after 1 second at first, at most a minute apart.
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
