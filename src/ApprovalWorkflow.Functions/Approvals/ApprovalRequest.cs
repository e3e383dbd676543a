using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// A request for approval. Its item holds three records: what was asked, what has happened, and the decision.
/// </summary>
/// <param name="Id">A UUID, given by the state machine.</param>
/// <param name="ExpiresAt">From this time on it cannot be decided (UTC).</param>
/// <param name="PurgeAt">When DynamoDB may remove the item.</param>
public sealed record ApprovalRequest(
    string Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string ExecutionArn,
    [property: JsonConverter(typeof(UnixSecondsConverter))] DateTimeOffset PurgeAt)
{
    [JsonIgnore]
    public ApprovalInput Asked { get; init; } = new();

    [JsonIgnore]
    public Decision? Decision { get; init; }

    /// <summary>The status in the index. Readers get <see cref="StatusAt"/>.</summary>
    public string Status { get; init; } = ApprovalStatus.Pending;

    /// <summary>The approvals so far, by email address.</summary>
    public IReadOnlyDictionary<string, GivenApproval> Approvals { get; init; } =
        new Dictionary<string, GivenApproval>();

    /// <summary>The approvers who have approved, as the indexes have them.</summary>
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>The approver of each link key, by the key's SHA-256 (see <see cref="LinkKey"/>).</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>When each approver first looked at the pending request.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Opened { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>The token of the task that waits. It is removed once the execution has the decision.</summary>
    public string? TaskToken { get; init; }

    /// <summary>Who was told in the newest round; null until somebody was told.</summary>
    public ToldApprovers? Told { get; init; }

    /// <summary>When the execution got the decision (UTC).</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The events that functions wrote; see <see cref="RequestHistory"/>.</summary>
    public IReadOnlyList<RequestEvent> History { get; init; } = [];

    public static ApprovalRequest From(Item item) => ItemJson.To(item, FunctionsJson.Default.ApprovalRequest) with
    {
        Asked = ItemJson.To(item, FunctionsJson.Default.ApprovalInput),
        Decision = item.ContainsKey(RequestAttributes.Outcome)
            ? ItemJson.To(item, FunctionsJson.Default.Decision)
            : null,
    };

    public Item ToItem() => new([
        .. ItemJson.From(Asked, FunctionsJson.Default.ApprovalInput),
        .. ItemJson.From(this, FunctionsJson.Default.ApprovalRequest),
    ]);

    /// <summary>Whether an approval needs fields.</summary>
    [JsonIgnore]
    public bool RequiresFields => Asked.Fields.Any(each => each.Required);

    public bool IsRequestedBy(string person) => Asked.RequestedBy == person;

    /// <summary>Why a person cannot approve a pending request, or null.</summary>
    public string? WhyNoApprovalBy(string person) =>
        Approvals.TryGetValue(person, out var given) ? $"You approved this at {Timestamps.From(given.At)}."
        : !Asked.Approvers.Contains(person) ? $"You were not asked: {string.Join(", ", Asked.Approvers)} can decide."
        : IsRequestedBy(person) ? "You asked for this approval yourself, so somebody else must give it."
        : null;

    /// <summary>The status at this moment: a request past its deadline counts as expired.</summary>
    public string StatusAt(DateTimeOffset now) =>
        Decision?.Status ?? (now < ExpiresAt ? ApprovalStatus.Pending : ApprovalStatus.Expired);
}

/// <summary>Who was told in a round, and so needs no second message if the round is tried again.</summary>
/// <param name="AskedAt">When the execution entered the round's state: the same for all tries of one round.</param>
public sealed record ToldApprovers(string AskedAt, IReadOnlyList<string> Approvers);

/// <summary>One approver's yes.</summary>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="Comment">What the approver wrote; empty if nothing.</param>
/// <param name="Fields">What the approver filled in: JSON text, an object.</param>
public sealed record GivenApproval(DateTimeOffset At, string Comment, string Fields);
