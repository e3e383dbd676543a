using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>A mail to one approver.</summary>
/// <param name="Subject">What SNS takes; see <see cref="ForeignText.SubjectLine"/>.</param>
/// <param name="At">When it can go; see <see cref="MailPace"/>.</param>
public sealed record ApproverMail(string Approver, string Subject, string Text, DateTimeOffset At);

/// <summary>Whose mail was accepted, and what failed for the others.</summary>
public sealed record SentMails(IReadOnlyList<string> Approvers, IReadOnlyList<Exception> Failures);

/// <summary>A way to send plain mails to approvers.</summary>
public interface IApproverMails
{
    /// <summary>When each approver can get a mail. Whoever gets too many is not in it.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> ReserveAsync(IReadOnlyList<string> approvers);

    /// <summary>Hands mails over, each at its time. Failures are logged.</summary>
    /// <param name="about">What the mails are about, for the log.</param>
    Task<SentMails> SendAsync(IEnumerable<ApproverMail> mails, string about, ILambdaContext context);
}

/// <summary>
/// The topic of the approvers. Each has a subscription with a filter policy on the attribute <c>approver</c>
/// (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html).
/// </summary>
public sealed class ApproverTopic(
    IAmazonSimpleNotificationService sns, string topicArn, MailPace pace, TimeProvider clock) : IApproverMails
{
    private static readonly TimeSpan _freshness = TimeSpan.FromMinutes(1);
    private ILookup<string, string>? _subscriptions;
    private DateTimeOffset _listedAt;

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> ReserveAsync(IReadOnlyList<string> approvers) =>
        pace.ReserveAsync(approvers);

    /// <summary>
    /// Which of these approvers have no confirmed subscription, so that SNS sends them no mail. One list is used for a
    /// minute, because SNS answers 30 calls a second for the whole account. Empty if the list cannot be read.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindUnconfirmedAsync(
        IReadOnlyList<string> approvers, ILambdaContext context)
    {
        try
        {
            if (_subscriptions is null || _listedAt < clock.GetUtcNow() - _freshness)
                (_subscriptions, _listedAt) = (await sns.ListSubscriptionsAsync(topicArn), clock.GetUtcNow());
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            context.Logger.LogWarning(error, "Who has confirmed their subscription is not known");
            return [];
        }
        return [.. approvers.Where(approver => !_subscriptions[approver].Any(TopicSubscriptions.IsConfirmed))];
    }

    public async Task<SentMails> SendAsync(IEnumerable<ApproverMail> mails, string about, ILambdaContext context)
    {
        var results = await Task.WhenAll(mails.Select(
            async mail => (mail.Approver, Failure: await TrySendAsync(mail, about, context))));
        return new SentMails(
            [.. results.Where(each => each.Failure is null).Select(each => each.Approver)],
            [.. results.Select(each => each.Failure).OfType<Exception>()]);
    }

    private async Task<Exception?> TrySendAsync(ApproverMail mail, string about, ILambdaContext context)
    {
        var wait = mail.At - clock.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, clock);
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
