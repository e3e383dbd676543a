namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>A request for approval, as the table keeps it.</summary>
/// <param name="Id">A UUID, given by the state machine.</param>
/// <param name="CreatedAt">When the request was opened (UTC).</param>
/// <param name="ExpiresAt">From this moment on nobody can decide it any more (UTC).</param>
/// <param name="ExecutionArn">The execution that waits for the decision.</param>
/// <param name="Subject">At most <see cref="ApprovalInput.SubjectLimit"/> characters.</param>
/// <param name="Approvers">The email addresses of those who are asked, in lower case.</param>
public sealed record ApprovalRequest(
    string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string ExecutionArn,
    string Subject,
    IReadOnlyList<string> Approvers)
{
    /// <summary>What the requester wrote to the approvers.</summary>
    public string? Message { get; init; }

    /// <summary>Who asks, as the execution's input names them; they may not approve their own request.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>JSON text: all of the execution's input that has no meaning of its own here.</summary>
    public string? Details { get; init; }

    /// <summary>When DynamoDB may remove the record.</summary>
    public DateTimeOffset PurgeAt { get; init; }

    /// <summary>The approver of each link key, by the key's SHA-256 (see <see cref="LinkKey"/>).</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The token of the task that waits now. The state machine removes it when it has recorded the decision, so a
    /// decided request that still has one was not heard yet.
    /// </summary>
    public string? TaskToken { get; init; }

    /// <summary>The decision, once there is one.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The approver to whom a link's key belongs, or null for a key of another request, or of none.</summary>
    public string? ApproverOf(string keyHash) => Keys.GetValueOrDefault(keyHash);

    /// <summary>The request's status for a reader at this moment: past its deadline it counts as expired.</summary>
    public string StatusAt(DateTimeOffset now) =>
        Decision?.Status ?? (now < ExpiresAt ? ApprovalStatus.Pending : ApprovalStatus.Expired);
}

/// <summary>The values of a request's status, in the table, the API and the execution.</summary>
public static class ApprovalStatus
{
    public const string Pending = "pending";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
    public const string Expired = "expired";
}

/// <summary>How a request ended.</summary>
/// <param name="Status">One of <see cref="ApprovalStatus"/>, never pending.</param>
/// <param name="DecidedBy">The approver's email address, or what stands in for one.</param>
/// <param name="DecidedAt">When the decision was recorded (UTC).</param>
/// <param name="Comment">What the approver wrote; empty if nothing.</param>
public sealed record Decision(string Status, string DecidedBy, DateTimeOffset DecidedAt, string Comment)
{
    /// <summary>Stands for "by whom" in a request that ran out of time.</summary>
    public const string ByDeadline = "deadline";
}
