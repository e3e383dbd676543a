using Amazon.SimpleNotificationService;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>
/// Says whom mails do not reach: SNS drops mails without a confirmed subscription. A schedule runs it.
/// </summary>
public sealed class CheckSubscriptions(
    IAmazonSimpleNotificationService sns, IReadOnlyList<string> topicArns, IReadOnlyList<string> approvers)
{
    /// <param name="input">The event of the schedule, which is not used.</param>
    public async Task<NoResult> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var missing = 0;
        foreach (var topicArn in topicArns)
        {
            var subscriptions = await sns.ListSubscriptionsAsync(topicArn);
            foreach (var approver in approvers)
            {
                var states = subscriptions[approver].ToList();
                if (states.Any(TopicSubscriptions.IsConfirmed)) continue;
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
}
