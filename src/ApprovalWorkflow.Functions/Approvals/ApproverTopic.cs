using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The topic by which one approver gets a mail of their own: every approver has a subscription with a filter policy on
/// the <c>approver</c> attribute (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html).
/// </summary>
public sealed class ApproverTopic(IAmazonSimpleNotificationService sns, string topicArn)
{
    /// <param name="subject">What SNS takes; see <see cref="ApprovalMail.SubjectLine"/>.</param>
    public Task PublishAsync(string approver, string subject, string message) => sns.PublishAsync(new PublishRequest
    {
        TopicArn = topicArn,
        Subject = subject,
        Message = message,
        MessageAttributes = new Dictionary<string, MessageAttributeValue>
        {
            ["approver"] = new() { DataType = "String", StringValue = approver },
        },
    });
}
