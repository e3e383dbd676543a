namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What approvers are told in a round of a request.</summary>
/// <param name="Round">0 asks; later rounds remind.</param>
/// <param name="Reminders">How many reminders there are in all, until the request expires.</param>
/// <param name="Approvers">Who is told. Others have answered already.</param>
public sealed record RequestNotice(
    ApprovalRequest Request, int Round, int Reminders, IReadOnlyList<ApproverLinks> Approvers);

/// <summary>One approver's own links. Their holder is taken for that approver.</summary>
/// <param name="Approve">The link that approves, or leads to approving.</param>
/// <param name="Reject">The link that rejects, or leads to rejecting.</param>
/// <param name="DecideAtOnce">Whether opening a link decides.</param>
public sealed record ApproverLinks(string Approver, string Approve, string Reject, bool DecideAtOnce);

/// <summary>A way to tell approvers of requests. Each is a folder below <c>Channels</c>.</summary>
public interface IApproverChannel
{
    /// <summary>
    /// Tells each approver. Failures are logged and left to the next round. If all fail, it throws, and the round is
    /// repeated.
    /// </summary>
    /// <returns>How many were told.</returns>
    Task<int> TellAsync(RequestNotice notice, ILambdaContext context);
}
