namespace ApprovalWorkflow.Functions.Reports;

/// <summary>What a report's record can say of it. The state machine writes the last two.</summary>
public static class ReportStatus
{
    public const string Running = "running";
    public const string Ready = "ready";
    public const string Failed = "failed";
}

/// <summary>A report as its record has it. Times are ISO 8601, UTC.</summary>
/// <param name="Id">The name of the execution that makes it.</param>
/// <param name="Requester">Whose it is: the <c>sub</c> of their tokens, which stays when their address changes.</param>
/// <param name="Status">One of <see cref="ReportStatus"/>.</param>
/// <param name="GeneratedAt">When the data were read; null until the report is ready.</param>
/// <param name="Rows">How many rows it has; null until it is ready.</param>
public sealed record Report(
    string Id, string Requester, string Status, string RequestedAt, string? GeneratedAt, long? Rows);
