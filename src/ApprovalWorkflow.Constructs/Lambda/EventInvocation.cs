using Amazon.CDK.AWS.SQS;

namespace ApprovalWorkflow;

/// <summary>How events invoke a function. Asynchronous: no caller sees a failure.</summary>
/// <param name="DeadLetters">Receives events that failed every time or waited too long.</param>
/// <param name="Retries">How often a failed event is retried: at most 2.</param>
/// <param name="MaxAge">How long an event may wait: 1 minute to 6 hours.</param>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html</remarks>
internal sealed record EventInvocation(IQueue DeadLetters, int Retries, Duration MaxAge);
