namespace ApprovalWorkflow.Reports;

/// <summary>What reports show, and how long they can be read. Default: the sample's inventory.</summary>
public sealed record ReportOptions
{
    /// <summary>The most characters of a title: the mail's subject has the day, too.</summary>
    public static int LongestTitle => ReportMail.LongestTitle;

    /// <summary>The report's heading, also in subjects: printable ASCII without braces and backslashes.</summary>
    public string Title { get; init; } = SampleInventory.Title;

    /// <summary>One SELECT that ends in ORDER BY and columns of its result. Rows are read in pages.</summary>
    public string Query { get; init; } = SampleInventory.Query;

    /// <summary>The column that groups rows. Totals follow each group. Null for no groups.</summary>
    public string? GroupBy { get; init; } = SampleInventory.GroupBy;

    /// <summary>The columns to add up: at most 20.</summary>
    public IReadOnlyList<string> Totals { get; init; } = SampleInventory.Totals;

    /// <summary>How long the link in the mail opens the report: 15 minutes to 1 hour.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long reports and their records are kept: 1 to 3650 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>An existing database; null to create one with sample data.</summary>
    public ReportDatabase? Database { get; init; }
}
