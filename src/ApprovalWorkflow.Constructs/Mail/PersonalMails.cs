using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;

namespace ApprovalWorkflow;

/// <summary>How functions mail approvers.</summary>
internal interface IApproverMails
{
    /// <summary>Lets a function mail them: its variables and permissions.</summary>
    void Equip(HandlerFunction function);
}

/// <summary>A topic that mails each message to the one address in its attribute.</summary>
internal sealed class PersonalMails : Construct, IApproverMails
{
    /// <param name="existing">The topic to use. Default: a new one, TLS only and encrypted at rest.</param>
    /// <param name="displayName">The sender's name.</param>
    /// <param name="addresses">The subscribers, in lower case.</param>
    /// <param name="attribute">The attribute that names the recipient.</param>
    /// <param name="whyNoQueue">Why mails that failed are not kept.</param>
    public PersonalMails(
        Construct scope,
        string id,
        ITopic? existing,
        string displayName,
        IReadOnlyList<string> addresses,
        string attribute,
        string whyNoQueue)
        : base(scope, id)
    {
        // CDK leaves this id out of logical ids.
        Topic = existing ?? new Topic(this, "Default", new TopicProps
        {
            DisplayName = displayName,
            EnforceSSL = true,
            // The AWS managed key has no monthly price, and its policy lets this account publish through SNS. KMS
            // creates it at the first mail, so a new account needs nothing.
            // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
            MasterKey = Alias.FromAliasName(this, "Key", "alias/aws/sns"),
        });
        HasOwnKey = existing is not null;
        foreach (var address in addresses)
            Topic.AddSubscription(new EmailSubscription(address, new EmailSubscriptionProps
            {
                FilterPolicy = new Dictionary<string, SubscriptionFilter>
                {
                    [attribute] = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = [address] }),
                },
            })).Acknowledge(whyNoQueue, "Serverless-SNSRedrivePolicy");
    }

    public ITopic Topic { get; }

    public string TopicArn => Topic.TopicArn;

    private bool HasOwnKey { get; }

    public void Equip(HandlerFunction function)
    {
        function.AddEnvironment(Variables.Topic, TopicArn);
        var role = function.Role!;
        role.Allow(TopicArn, "sns:Publish");
        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#sns-what-permissions-for-sse
        if (HasOwnKey && Topic.MasterKey is { } key) key.Grant(role, "kms:Decrypt", "kms:GenerateDataKey*");
    }
}
