namespace ApprovalWorkflow.Reports;

/// <summary>What reports show, and how long they can be read. Default: the sample's inventory.</summary>
public sealed record ReportOptions
{
    /// <summary>The report's heading and the mail's subject: 1 to 99 printable characters of ASCII.</summary>
    public string Title { get; init; } = SampleInventory.Title;

    /// <summary>What the report shows: one SELECT with ORDER BY, which is read in pages.</summary>
    public string Query { get; init; } = SampleInventory.Query;

    /// <summary>The column by whose value rows are a group, with totals after each; null for no groups.</summary>
    public string? GroupBy { get; init; } = SampleInventory.GroupBy;

    /// <summary>The columns to add up: at most 20.</summary>
    public IReadOnlyList<string> Totals { get; init; } = SampleInventory.Totals;

    /// <summary>How long the link in the mail opens the report: 15 minutes to 1 hour.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long reports and their records stay: 1 to 3650 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The database that is there already; null to make one with sample data.</summary>
    public ReportDatabase? Database { get; init; }
}
