namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What approvers are told in a round of a request.</summary>
/// <param name="Round">0 asks; later rounds remind.</param>
/// <param name="Reminders">How many reminders there are in all, until the request expires.</param>
/// <param name="At">Now (UTC).</param>
/// <param name="Approvers">Who is told. Others have answered, or were told before.</param>
public sealed record RequestNotice(
    ApprovalRequest Request, int Round, int Reminders, DateTimeOffset At, IReadOnlyList<ApproverLinks> Approvers);

/// <summary>One approver's own links. Their holder is taken for that approver.</summary>
/// <param name="Approve">
/// The link that approves, or leads to approving; null for the requester, who may only reject.
/// </param>
/// <param name="Reject">The link that rejects, or leads to rejecting.</param>
/// <param name="DecideAtOnce">Whether opening a link decides.</param>
public sealed record ApproverLinks(string Approver, string? Approve, string Reject, bool DecideAtOnce);

/// <summary>Who was told, and what failed for the others.</summary>
public sealed record TellResult(IReadOnlyList<string> Approvers, IReadOnlyList<Exception> Failures);

/// <summary>A way to tell approvers of requests. Each is a folder below <c>Channels</c>.</summary>
public interface IApproverChannel
{
    /// <summary>
    /// When each of these approvers can be told. It leaves out those who would wait too long: others are told first,
    /// and the round is repeated.
    /// </summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> ReserveAsync(IReadOnlyList<string> approvers);

    /// <summary>Which of these approvers this channel is known not to reach, for the history and the log.</summary>
    Task<IReadOnlyList<string>> FindUnreachableAsync(IReadOnlyList<string> approvers, ILambdaContext context);

    /// <summary>Tells each approver at their turn. Failures are logged.</summary>
    Task<TellResult> TellAsync(
        RequestNotice notice, IReadOnlyDictionary<string, DateTimeOffset> turns, ILambdaContext context);
}
