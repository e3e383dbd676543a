namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One answer of the Runtime API's <c>invocation/next</c>: the event, and its headers.</summary>
internal sealed record Invocation(
    MemoryStream Input,
    string RequestId,
    string? TraceId,
    string? InvokedFunctionArn,
    string? DeadlineMilliseconds,
    string? ClientContext,
    string? CognitoIdentity);
