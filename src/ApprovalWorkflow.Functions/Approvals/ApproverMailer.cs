using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// Sends one approver their own mail: every approver has a subscription to the topic, with a filter policy on the
/// <c>approver</c> attribute (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html).
/// </summary>
public sealed class ApproverMailer(IAmazonSimpleNotificationService sns, string topicArn, ApprovalLinks links)
{
    /// <param name="round">0 asks; later rounds remind.</param>
    /// <param name="reminders">How many reminders there are in all.</param>
    public async Task SendAsync(ApprovalRequest request, string approver, string linkKey, int round, int reminders)
    {
        await sns.PublishAsync(new PublishRequest
        {
            TopicArn = topicArn,
            Subject = ApprovalMail.Subject(request, round),
            Message = ApprovalMail.Text(
                request,
                round,
                reminders,
                links.Approve(request, linkKey),
                links.Reject(request, linkKey),
                links.DecideAtOnce(request)),
            MessageAttributes = new Dictionary<string, MessageAttributeValue>
            {
                ["approver"] = new() { DataType = "String", StringValue = approver },
            },
        });
    }
}
