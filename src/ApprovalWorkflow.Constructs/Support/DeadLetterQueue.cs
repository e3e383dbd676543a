using Amazon.CDK.AWS.SQS;

namespace ApprovalWorkflow;

/// <summary>Keeps events that were not delivered or handled for two weeks. TLS only, encrypted at rest.</summary>
internal sealed class DeadLetterQueue : Queue
{
    /// <summary>Why it has no dead-letter queue.</summary>
    public const string Reason = "It is a dead-letter queue itself.";

    /// <param name="remedy">What a message means, and what to do with it, for an operator.</param>
    public DeadLetterQueue(Construct scope, string id, string remedy)
        : base(scope, id, new QueueProps
        {
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
            RetentionPeriod = Duration.Days(14),
        })
    {
        Remedy = remedy;
        this.Acknowledge(Reason, "Serverless-SQSRedrivePolicy");
    }

    public string Remedy { get; }
}
