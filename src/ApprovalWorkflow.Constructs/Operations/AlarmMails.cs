using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;

namespace ApprovalWorkflow;

/// <summary>Mails alarms to one address. TLS only.</summary>
internal sealed class AlarmMails : Topic
{
    public AlarmMails(Construct scope, string id, string email)
        : base(scope, id, new TopicProps { DisplayName = "ApprovalWorkflow alarms", EnforceSSL = true })
    {
        // A policy of a topic's own replaces the default one, which lets alarms publish.
        AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [ServiceTrust.Of("cloudwatch.amazonaws.com", this)],
            Actions = ["sns:Publish"],
            Resources = [TopicArn],
        }));
        AddSubscription(new EmailSubscription(email)).Acknowledge(
            "Alarms that were not mailed are on the dashboard.", "Serverless-SNSRedrivePolicy");
    }
}
