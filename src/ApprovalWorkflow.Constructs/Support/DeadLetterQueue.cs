using Amazon.CDK.AWS.SQS;

namespace ApprovalWorkflow.Support;

/// <summary>Events that could not be delivered or handled, for two weeks. TLS only, encrypted at rest.</summary>
internal sealed class DeadLetterQueue : Queue
{
    /// <summary>Why it has no dead-letter queue.</summary>
    public const string Reason = "It is itself where events go that were not delivered or handled.";

    public DeadLetterQueue(Construct scope, string id)
        : base(scope, id, new QueueProps
        {
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
            RetentionPeriod = Duration.Days(14),
        }) => this.Acknowledge(Reason, "Serverless-SQSRedrivePolicy");
}
