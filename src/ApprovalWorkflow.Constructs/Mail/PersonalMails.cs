using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;

namespace ApprovalWorkflow.Mail;

/// <summary>A topic that mails each message to the one address in its attribute. TLS only, encrypted at rest.</summary>
internal sealed class PersonalMails : Topic
{
    /// <param name="displayName">The sender's name.</param>
    /// <param name="addresses">The subscribers, in lower case.</param>
    /// <param name="attribute">The attribute that names the recipient.</param>
    /// <param name="whyNoQueue">Why mails that failed are not kept.</param>
    public PersonalMails(
        Construct scope,
        string id,
        string displayName,
        IReadOnlyList<string> addresses,
        string attribute,
        string whyNoQueue)
        : base(scope, id, new TopicProps
        {
            DisplayName = displayName,
            EnforceSSL = true,
            // The AWS managed key has no monthly price, and its policy lets this account publish through SNS. KMS
            // creates it at the first mail, so a new account needs nothing.
            // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
            MasterKey = Alias.FromAliasName(scope, $"{id}Key", "alias/aws/sns"),
        })
    {
        foreach (var address in addresses)
            AddSubscription(new EmailSubscription(address, new EmailSubscriptionProps
            {
                FilterPolicy = new Dictionary<string, SubscriptionFilter>
                {
                    [attribute] = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = [address] }),
                },
            })).Acknowledge(whyNoQueue, "Serverless-SNSRedrivePolicy");
    }
}
