using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Sns;

/// <summary>Mails approvers by the SNS topic, in plain text. Only confirmed subscriptions get mails.</summary>
public sealed class SnsChannel(ApproverTopic topic) : IApproverChannel
{
    public Task<int> TellAsync(RequestNotice notice, ILambdaContext context) => topic.SendAsync(
        notice.Approvers.Select(links => new ApproverMail(
            links.Approver, ApprovalMail.Subject(notice), ApprovalMail.Text(notice, links))),
        $"request {notice.Request.Id}",
        context);
}
