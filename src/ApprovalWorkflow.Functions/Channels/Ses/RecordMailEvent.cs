using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Ses;

/// <summary>What is read of an event of SES about a mail that came back, or was reported as spam.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html</remarks>
public sealed record MailEvent(MailEventDetail Detail);

public sealed record MailEventDetail(TaggedMail Mail, MailBounce? Bounce, MailComplaint? Complaint);

public sealed record TaggedMail(IReadOnlyDictionary<string, IReadOnlyList<string>> Tags);

/// <param name="BounceSubType">Such as <c>OnAccountSuppressionList</c>, an earlier bounce's consequence.</param>
public sealed record MailBounce(
    string BounceType, string BounceSubType, IReadOnlyList<MailRecipient> BouncedRecipients);

public sealed record MailComplaint(IReadOnlyList<MailRecipient> ComplainedRecipients);

public sealed record MailRecipient(string EmailAddress);

/// <summary>Notes in a request's history whom a mail about it did not reach, or who reported one as spam.</summary>
public sealed class RecordMailEvent(ApprovalTable table, TimeProvider clock)
{
    public async Task<NoResult> HandleAsync(MailEvent mail, ILambdaContext context)
    {
        var (happened, problem, recipients) = mail.Detail switch
        {
            { Bounce: { } bounce } when !MayBeAbsence(bounce) => (
                RequestEvents.Bounced,
                $"the mail came back: {bounce.BounceType}, {bounce.BounceSubType}",
                bounce.BouncedRecipients),
            { Complaint: { } complaint } => (
                RequestEvents.Complained, "the mail was reported as spam", complaint.ComplainedRecipients),
            _ => ("", "", []),
        };
        var id = mail.Detail.Mail.Tags.GetValueOrDefault(SesMails.RequestTag) is [var tag, ..] ? tag : null;
        foreach (var recipient in recipients)
        {
            // The metric counts these. Mails about detections belong to no request.
            context.Logger.LogWarning(
                "Request {approvalId} does not reach {approver}: {problem}; {returnedMails} mail",
                id, recipient.EmailAddress, problem, 1);
            if (id is not null) await NoteAsync(id, happened, recipient.EmailAddress.ToLowerInvariant());
        }
        return new NoResult();
    }

    /// <summary>Mostly it is an absence: the mail arrived, and a program answered it.</summary>
    /// <remarks>https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types</remarks>
    private static bool MayBeAbsence(MailBounce bounce) =>
        bounce is { BounceType: "Transient", BounceSubType: "General" };

    /// <summary>Notes it once for each person of the record, which has no room for each mail.</summary>
    private async Task NoteAsync(string id, string happened, string address)
    {
        if (await table.FindAsync(id) is { } request
            && (request.Asked.Approvers.Contains(address) || request.IsRequestedBy(address))
            && !request.History.Any(each => each.Event == happened && each.By == address))
            await table.NoteAsync(id, new RequestEvent(clock.GetUtcNow(), happened, address));
    }
}
