using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>
/// Says whom mails do not reach: SNS drops mails without a confirmed subscription. A schedule runs it.
/// </summary>
public sealed class CheckSubscriptions(
    IAmazonSimpleNotificationService sns, IReadOnlyList<string> topicArns, IReadOnlyList<string> approvers)
{
    private const string Arn = "arn:";

    /// <param name="input">The event of the schedule, which is not used.</param>
    public async Task<NoResult> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var missing = 0;
        foreach (var topicArn in topicArns)
        {
            var subscriptions = await ListAsync(topicArn);
            foreach (var approver in approvers)
            {
                var states = subscriptions[approver].ToList();
                // SNS writes a word, such as PendingConfirmation, in place of an ARN that is not there.
                if (states.Any(state => state.StartsWith(Arn, StringComparison.Ordinal))) continue;
                missing++;
                context.Logger.LogWarning(
                    "Mails of {topic} do not reach {approver}: {problem}", topicArn, approver, Problem(states));
            }
        }
        // A metric has this number.
        context.Logger.LogInformation("{missingSubscriptions} subscriptions of approvers are missing", missing);
        return new NoResult();
    }

    private static string Problem(List<string> states) => states.Count == 0
        ? "there is no subscription; subscribe them again"
        : $"the subscription is not confirmed ({string.Join(", ", states)}); ask them to";

    /// <summary>The ARNs of a topic's subscriptions, by address.</summary>
    private async Task<ILookup<string, string>> ListAsync(string topicArn)
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
}
