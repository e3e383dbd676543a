using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>Who is subscribed to a topic. SNS drops mails to an address without a confirmed subscription.</summary>
public static class TopicSubscriptions
{
    private const string Arn = "arn:";

    /// <summary>The ARNs of a topic's subscriptions, by address; see <see cref="IsConfirmed"/>.</summary>
    public static async Task<ILookup<string, string>> ListSubscriptionsAsync(
        this IAmazonSimpleNotificationService sns, string topicArn)
    {
        var subscriptions = new List<Subscription>();
        string? next = null;
        do
        {
            var page = await sns.ListSubscriptionsByTopicAsync(
                new ListSubscriptionsByTopicRequest { TopicArn = topicArn, NextToken = next });
            subscriptions.AddRange(page.Subscriptions ?? []);
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return subscriptions.ToLookup(
            subscription => subscription.Endpoint,
            subscription => subscription.SubscriptionArn,
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>SNS writes a word, such as PendingConfirmation, in place of an ARN that is not there.</summary>
    public static bool IsConfirmed(string subscriptionArn) =>
        subscriptionArn.StartsWith(Arn, StringComparison.Ordinal);
}
