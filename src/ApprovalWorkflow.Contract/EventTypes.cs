namespace ApprovalWorkflow;

/// <summary>
/// The events on the default EventBridge bus, for the patterns of rules: the source, and the detail types.
/// <see href="~/docs/events.md">docs/events.md</see> has their schema.
/// </summary>
public static class EventTypes
{
    /// <summary>The <c>source</c> of every event.</summary>
    public const string Source = "ApprovalWorkflow";

    /// <summary>A request was opened, and its approvers are asked.</summary>
    public const string Requested = "ApprovalRequested";

    /// <summary>The approvers who have not answered were reminded.</summary>
    public const string Reminded = "ApprovalReminded";

    /// <summary>As many approvers as required said yes.</summary>
    public const string Approved = "ApprovalApproved";

    /// <summary>One approver said no.</summary>
    public const string Rejected = "ApprovalRejected";

    /// <summary>Nobody decided before the deadline.</summary>
    public const string Expired = "ApprovalExpired";

    /// <summary>The execution ended before anybody decided.</summary>
    public const string Withdrawn = "ApprovalWithdrawn";
}
