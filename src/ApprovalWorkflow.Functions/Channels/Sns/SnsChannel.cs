using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Sns;

/// <summary>Mails approvers by the SNS topic, in plain text. Only confirmed subscriptions get mails.</summary>
public sealed class SnsChannel(ApproverTopic topic) : IApproverChannel
{
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> ReserveAsync(IReadOnlyList<string> approvers) =>
        topic.ReserveAsync(approvers);

    public Task<IReadOnlyList<string>> FindUnreachableAsync(
        IReadOnlyList<string> approvers, ILambdaContext context) => topic.FindUnconfirmedAsync(approvers, context);

    public async Task<TellResult> TellAsync(
        RequestNotice notice, IReadOnlyDictionary<string, DateTimeOffset> turns, ILambdaContext context)
    {
        var (to, failures) = await topic.SendAsync(
            notice.Approvers.Select(links => new ApproverMail(
                links.Approver,
                ApprovalMail.Subject(notice),
                ApprovalMail.Text(notice, links),
                turns[links.Approver])),
            $"request {notice.Request.Id}",
            context);
        return new TellResult(to, failures);
    }
}
