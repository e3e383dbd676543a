using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;

namespace ApprovalWorkflow.Mail;

/// <summary>
/// A topic that mails each address what is meant for it alone: each message names one of them in an attribute. TLS
/// only, encrypted at rest.
/// </summary>
internal sealed class PersonalMails : Topic
{
    /// <param name="displayName">From whom the mails are.</param>
    /// <param name="addresses">Who is subscribed, in lower case.</param>
    /// <param name="attribute">The message's attribute that names one of the addresses.</param>
    /// <param name="whyNoQueue">Why mails that could not be delivered are not kept.</param>
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
            // The key that AWS manages has no monthly price, and its policy lets this account publish through SNS.
            // https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
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
