using System.Runtime.ExceptionServices;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>A mail to one approver.</summary>
/// <param name="Subject">What SNS takes; see <see cref="ForeignText.SubjectLine"/>.</param>
public sealed record ApproverMail(string Approver, string Subject, string Text);

/// <summary>
/// The topic of the approvers. Each has a subscription with a filter policy on the attribute <c>approver</c>
/// (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html).
/// </summary>
public sealed class ApproverTopic(IAmazonSimpleNotificationService sns, string topicArn)
{
    /// <summary>
    /// Sends mails concurrently. Failures are logged. If all fail, the first failure is thrown, so the caller is
    /// retried.
    /// </summary>
    /// <param name="about">What the mails are about, for the log.</param>
    /// <returns>How many went out.</returns>
    public async Task<int> SendAsync(IEnumerable<ApproverMail> mails, string about, ILambdaContext context)
    {
        var failures = await Task.WhenAll(mails.Select(mail => TrySendAsync(mail, about, context)));
        if (failures.FirstOrDefault() is { } failure && failures.All(error => error is not null))
            ExceptionDispatchInfo.Throw(failure);
        return failures.Count(error => error is null);
    }

    private async Task<Exception?> TrySendAsync(ApproverMail mail, string about, ILambdaContext context)
    {
        try
        {
            await sns.PublishAsync(new PublishRequest
            {
                TopicArn = topicArn,
                Subject = mail.Subject,
                Message = mail.Text,
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    [MailAttributes.Approver] = new() { DataType = "String", StringValue = mail.Approver },
                },
            });
            return null;
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            context.Logger.LogError(error, "The mail to {approver} about {about} was not sent", mail.Approver, about);
            return error;
        }
    }
}
