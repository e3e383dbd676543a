using ApprovalWorkflow.Api;

namespace ApprovalWorkflow.Approvals;

/// <summary>The approvers, and the default times of requests.</summary>
public sealed record ApprovalOptions
{
    /// <summary>Email addresses in lower case: 1 to 50.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    public ClickMode ClickMode { get; init; } = ClickMode.Review;

    /// <summary>
    /// Time between two mails about a request. From <see cref="ExpireAfter"/> on, nobody is reminded.
    /// </summary>
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Time to decide: at most 360 days.</summary>
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a request stays in the table after its deadline: 1 to 3650 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(90);
}
