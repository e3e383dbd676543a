using Amazon.CDK.AWS.SQS;

namespace ApprovalWorkflow.Lambda;

/// <summary>How events invoke a function. Asynchronous: no caller sees a failure.</summary>
/// <param name="DeadLetters">Gets the events that failed each time, and those that waited too long.</param>
/// <param name="Retries">How often a failed event is tried again: at most 2.</param>
/// <param name="MaxAge">How long an event may wait for its turn: 1 minute to 6 hours.</param>
/// <param name="Concurrency">How many invocations there may be at once: the other events wait.</param>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html</remarks>
public sealed record EventInvocation(IQueue DeadLetters, int Retries, Duration MaxAge, int Concurrency);
