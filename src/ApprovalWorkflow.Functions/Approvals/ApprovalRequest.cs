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

    /// <summary>How many of the approvers must say yes; one who says no is enough to reject.</summary>
    public int RequiredApprovals { get; init; } = 1;

    /// <summary>Who has said yes so far, by email address.</summary>
    public IReadOnlyDictionary<string, GivenApproval> Approvals { get; init; } =
        new Dictionary<string, GivenApproval>();

    /// <summary>What an approver fills in to approve.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>What the approvers look at.</summary>
    public StoredImage? Image { get; init; }

    /// <summary>When DynamoDB may remove the record.</summary>
    public DateTimeOffset PurgeAt { get; init; }

    /// <summary>The approver of each link key, by the key's SHA-256 (see <see cref="LinkKey"/>).</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>The approvers who have looked at the request while it waited.</summary>
    public IReadOnlySet<string> OpenedBy { get; init; } = new HashSet<string>();

    /// <summary>
    /// The token of the task that waits now. The state machine removes it when it has recorded the decision, so a
    /// decided request that still has one was not heard yet.
    /// </summary>
    public string? TaskToken { get; init; }

    /// <summary>The decision, once there is one.</summary>
    public Decision? Decision { get; init; }

    /// <summary>When the state machine had heard the decision (UTC).</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>What happened so far, as far as functions wrote it; see <see cref="RequestHistory"/>.</summary>
    public IReadOnlyList<RequestEvent> History { get; init; } = [];

    /// <summary>Whether nobody can approve without filling something in.</summary>
    public bool RequiresFields => Fields.Any(each => each.Required);

    /// <summary>The approver to whom a link's key belongs, or null for a key of another request, or of none.</summary>
    public string? ApproverOf(string keyHash) => Keys.GetValueOrDefault(keyHash);

    /// <summary>Why a person cannot approve a request that waits, or null.</summary>
    public string? WhyNoApprovalBy(string person) =>
        Approvals.TryGetValue(person, out var given) ? $"You approved this at {ApprovalItem.Timestamp(given.At)}."
        : !Approvers.Contains(person) ? $"You were not asked: {string.Join(", ", Approvers)} can decide."
        : RequestedBy == person ? "You asked for this approval yourself, so somebody else must give it."
        : null;

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

    /// <summary>The execution ended before anybody decided.</summary>
    public const string Withdrawn = "withdrawn";
}

/// <summary>One approver's yes.</summary>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="Comment">What the approver wrote; empty if nothing.</param>
/// <param name="Fields">What the approver filled in: JSON text, an object.</param>
public sealed record GivenApproval(DateTimeOffset At, string Comment, string Fields);

/// <summary>How a request ended.</summary>
/// <param name="Status">One of <see cref="ApprovalStatus"/>, never pending.</param>
/// <param name="DecidedBy">Who decided, by email address, several joined by a comma, or what stands in for it.</param>
/// <param name="DecidedAt">When the decision was recorded (UTC).</param>
/// <param name="Comment">What was written; of several approvers, a line for each.</param>
/// <param name="Fields">What was filled in last: JSON text, an object.</param>
public sealed record Decision(
    string Status, string DecidedBy, DateTimeOffset DecidedAt, string Comment, string Fields = FieldValues.None)
{
    /// <summary>Stands for "by whom" in a request that ran out of time.</summary>
    public const string ByDeadline = "deadline";

    /// <summary>Stands for "by whom" in a request whose execution was stopped or failed.</summary>
    public const string ByExecution = "end of the execution";

    /// <summary>
    /// The decision to which the last of the required approvals leads. With several, each approver's comment is a line
    /// of its own, and the values are those of the approval that completed them.
    /// </summary>
    public static Decision Approved(ApprovalRequest before, string lastApprover, GivenApproval last)
    {
        var all = before.Approvals.OrderBy(approval => approval.Value.At)
            .Append(KeyValuePair.Create(lastApprover, last)).ToList();
        return new Decision(
            ApprovalStatus.Approved,
            string.Join(", ", all.Select(approval => approval.Key)),
            last.At,
            all.Count == 1
                ? last.Comment
                : string.Join('\n', all.Where(approval => approval.Value.Comment.Length > 0)
                    .Select(approval => $"{approval.Key}: {approval.Value.Comment}")),
            last.Fields);
    }
}
