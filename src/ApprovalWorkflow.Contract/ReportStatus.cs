namespace ApprovalWorkflow.Contract;

/// <summary>The statuses of a report, in the table and the API.</summary>
internal static class ReportStatus
{
    public const string Running = "running";
    public const string Ready = "ready";
    public const string Failed = "failed";
}
