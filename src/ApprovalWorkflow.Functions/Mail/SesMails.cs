using System.Collections.Concurrent;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using static ApprovalWorkflow.Functions.EnvironmentSettings;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>A mail by SES.</summary>
/// <param name="Subject">One line; see <see cref="ForeignText.SubjectLine"/>.</param>
public sealed record SesMail(string To, string Subject, string Text)
{
    /// <summary>The same words for readers that show HTML.</summary>
    public string? Html { get; init; }

    /// <summary>Who gets an answer; null for the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The request that it is about. Mails of one request are one conversation.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the HTML shows as <c>cid:</c> with the attachment's <c>ContentId</c>.</summary>
    public InlineImage? Image { get; init; }
}

/// <param name="Type">Such as <c>image/jpeg</c>.</param>
public sealed record InlineImage(string ContentId, string FileName, string Type, byte[] Bytes);

/// <param name="From">In lower case, as the function's permission has it.</param>
public sealed record SesSettings(string From, string ConfigurationSet)
{
    public static SesSettings FromEnvironment() =>
        new(Required(Variables.MailFrom), Required(Variables.ConfigurationSet));
}

/// <summary>Sends mails by SES. There are no subscriptions, and no limit for an address.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html</remarks>
public sealed class SesMails(IAmazonSimpleEmailServiceV2 ses, SesSettings settings, TimeProvider clock)
    : IApproverMails
{
    /// <summary>The tag with a request's id, by which SES's events find it.</summary>
    public const string RequestTag = "approval";

    private const string SenderName = "ApprovalWorkflow";
    private const string Charset = "UTF-8";

    /// <summary>An account may send 14 mails a second at first. Each holds its image in memory.</summary>
    private const int AtOnce = 5;

    /// <summary>For noting who was mailed, before the function is stopped.</summary>
    private static readonly TimeSpan _reserve = TimeSpan.FromSeconds(5);

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> ReserveAsync(IReadOnlyList<string> approvers)
    {
        var now = clock.GetUtcNow();
        return Task.FromResult<IReadOnlyDictionary<string, DateTimeOffset>>(
            approvers.ToDictionary(approver => approver, _ => now));
    }

    public Task<SentMails> SendAsync(IEnumerable<ApproverMail> mails, string about, ILambdaContext context) =>
        SendAsync(mails.Select(mail => new SesMail(mail.Approver, mail.Subject, mail.Text)), about, context);

    /// <summary>
    /// Hands mails over, a few at once. Failures are logged. What SES has not taken shortly before the function's end
    /// has failed, too: the next try has time for it.
    /// </summary>
    /// <param name="about">What the mails are about, for the log.</param>
    public async Task<SentMails> SendAsync(IEnumerable<SesMail> mails, string about, ILambdaContext context)
    {
        var sent = new ConcurrentBag<string>();
        var failures = new ConcurrentBag<Exception>();
        var left = context.RemainingTime - _reserve;
        using var end = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        await Parallel.ForEachAsync(
            mails,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (mail, _) =>
            {
                try
                {
                    await ses.SendEmailAsync(RequestOf(mail), end.Token);
                    sent.Add(mail.To);
                }
                catch (Exception error) when (AwsCalls.IsAwsFailure(error))
                {
                    context.Logger.LogError(
                        error, "The mail to {approver} about {about} was not sent", mail.To, about);
                    failures.Add(error);
                }
            });
        return new SentMails([.. sent], [.. failures]);
    }

    private SendEmailRequest RequestOf(SesMail mail) => new()
    {
        FromEmailAddress = $"{SenderName} <{settings.From}>",
        Destination = new Destination { ToAddresses = [mail.To] },
        ReplyToAddresses = mail.ReplyTo is { } replyTo ? [replyTo] : null,
        ConfigurationSetName = settings.ConfigurationSet,
        EmailTags = mail.RequestId is { } id ? [new MessageTag { Name = RequestTag, Value = id }] : null,
        Content = new EmailContent
        {
            Simple = new Message
            {
                Subject = Utf8(mail.Subject),
                Body = new Body { Text = Utf8(mail.Text), Html = mail.Html is { } html ? Utf8(html) : null },
                Headers = [.. HeadersOf(mail)],
                Attachments = mail.Image is { } image ? [AttachmentOf(image)] : null,
            },
        },
    };

    /// <summary>
    /// All mails of a request name the same earlier one, which there is not: SES gives each its own Message-ID. Mail
    /// programs show them as one conversation.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/ses/latest/dg/header-fields.html</remarks>
    private IEnumerable<MessageHeader> HeadersOf(SesMail mail)
    {
        // Nobody's absence is to be answered (https://www.rfc-editor.org/rfc/rfc3834#section-5).
        yield return new MessageHeader { Name = "Auto-Submitted", Value = "auto-generated" };
        if (mail.RequestId is not { } id) yield break;
        var conversation = $"<approval-{id}@{settings.From.Split('@')[1]}>";
        yield return new MessageHeader { Name = "References", Value = conversation };
        yield return new MessageHeader { Name = "In-Reply-To", Value = conversation };
    }

    private static Content Utf8(string text) => new() { Data = text, Charset = Charset };

    private static Attachment AttachmentOf(InlineImage image) => new()
    {
        ContentId = image.ContentId,
        FileName = image.FileName,
        ContentType = image.Type,
        ContentDisposition = AttachmentContentDisposition.INLINE,
        ContentTransferEncoding = AttachmentContentTransferEncoding.BASE64,
        RawContent = new MemoryStream(image.Bytes),
    };
}
