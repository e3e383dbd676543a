namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Sends one approver their own mail about a request.</summary>
public sealed class ApproverMailer(ApproverTopic topic, ApprovalLinks links)
{
    /// <param name="round">0 asks; later rounds remind.</param>
    /// <param name="reminders">How many reminders there are in all.</param>
    public Task SendAsync(ApprovalRequest request, string approver, string linkKey, int round, int reminders) =>
        topic.PublishAsync(
            approver,
            ApprovalMail.Subject(request, round),
            ApprovalMail.Text(
                request,
                round,
                reminders,
                links.Approve(request, linkKey),
                links.Reject(request, linkKey),
                links.DecideAtOnce(request)));
}
