namespace ApprovalWorkflow;

/// <summary>
/// The statuses of a request, in the table, the API, the events and the execution. After a <c>HumanApproval</c>, the
/// path <c>$.approval.status</c> leads to <see cref="Approved"/>, <see cref="Rejected"/> or <see cref="Expired"/>.
/// </summary>
public static class ApprovalStatus
{
    /// <summary>Nobody decided yet.</summary>
    public const string Pending = "pending";

    /// <summary>As many approvers as required said yes.</summary>
    public const string Approved = "approved";

    /// <summary>One approver said no.</summary>
    public const string Rejected = "rejected";

    /// <summary>Nobody decided before the deadline.</summary>
    public const string Expired = "expired";

    /// <summary>The execution ended before anybody decided.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The statuses of a request that has ended.</summary>
    internal static IReadOnlyList<string> Past { get; } = [Approved, Rejected, Expired, Withdrawn];
}
