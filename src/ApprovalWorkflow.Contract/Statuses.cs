namespace ApprovalWorkflow.Contract;

/// <summary>The statuses of a request, in the table, the API, the events and the execution.</summary>
public static class ApprovalStatus
{
    public const string Pending = "pending";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
    public const string Expired = "expired";

    /// <summary>The execution ended before anybody decided.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The statuses of a request that has ended.</summary>
    public static IReadOnlyList<string> Past { get; } = [Approved, Rejected, Expired, Withdrawn];
}

/// <summary>The statuses of a report, in the table and the API.</summary>
public static class ReportStatus
{
    public const string Running = "running";
    public const string Ready = "ready";
    public const string Failed = "failed";
}

/// <summary>The values of <see cref="ReportAttributes.Mail"/>, in the table and the API.</summary>
public static class ReportMails
{
    /// <summary>The report is ready, but its mail could not be sent. It is tried again.</summary>
    public const string Unsent = "unsent";
}
