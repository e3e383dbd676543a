using ApprovalWorkflow.Api;

namespace ApprovalWorkflow.Approvals;

/// <summary>Who approves, and the times that a request does not say itself.</summary>
public sealed record ApprovalOptions
{
    /// <summary>The addresses of those who may decide, in lower case: 1 to 50.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    public ClickMode ClickMode { get; init; } = ClickMode.Review;

    /// <summary>
    /// Time between two mails about a request. As long as <see cref="ExpireAfter"/> or longer, nobody is reminded.
    /// </summary>
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Time to decide: at most 360 days.</summary>
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after its deadline a request stays in the table: 1 to 3650 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(90);
}
