namespace ApprovalWorkflow.Operations;

/// <summary>Whom alarms tell: an address, or a topic of yours. Exactly one of them is given.</summary>
/// <param name="Email">An address that must confirm a subscription once.</param>
/// <param name="TopicArn">A standard SNS topic whose policy lets CloudWatch publish.</param>
public sealed record AlarmOptions(string? Email = null, string? TopicArn = null);
