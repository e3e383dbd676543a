namespace ApprovalWorkflow.Contract;

/// <summary>The statuses of a report, in the table and the API.</summary>
internal static class ReportStatus
{
    public const string Running = "running";
    public const string Ready = "ready";
    public const string Failed = "failed";
}

/// <summary>The values of <see cref="ReportAttributes.Mail"/>, in the table and the API.</summary>
internal static class ReportMails
{
    /// <summary>The report is ready, but its mail could not be sent. It is tried again.</summary>
    public const string Unsent = "unsent";
}
