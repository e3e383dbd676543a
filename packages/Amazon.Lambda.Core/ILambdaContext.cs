namespace Amazon.Lambda.Core;

/// <summary>Facts about the current invocation and its function.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html</remarks>
public interface ILambdaContext
{
    /// <summary>The id of the invocation; a retry of the same event keeps it.</summary>
    string AwsRequestId { get; }

    /// <summary>The mobile client that invoked the function, or null.</summary>
    IClientContext ClientContext { get; }

    /// <summary>The function's name.</summary>
    string FunctionName { get; }

    /// <summary>The function's version: a number, or <c>$LATEST</c>.</summary>
    string FunctionVersion { get; }

    /// <summary>The Amazon Cognito identity that invoked the function through a mobile SDK, or null.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN the caller used: of the function, or of an alias or version.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's log, with the invocation's id on every line.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The function's CloudWatch log group.</summary>
    string LogGroupName { get; }

    /// <summary>The CloudWatch log stream of this execution environment.</summary>
    string LogStreamName { get; }

    /// <summary>The memory the function is configured with, in MiB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time left until Lambda stops the invocation; negative once the deadline has passed.</summary>
    TimeSpan RemainingTime { get; }
}
