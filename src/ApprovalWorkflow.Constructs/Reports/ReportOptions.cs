using System.Diagnostics.CodeAnalysis;

namespace ApprovalWorkflow;

/// <summary>What reports show, and how long they can be read. Default: the sample's inventory.</summary>
public sealed record ReportOptions
{
    /// <summary>
    /// Role chaining limits credentials to an hour, and a link ends with the credentials that signed it.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
    /// </summary>
    private static readonly TimeSpan _longestLink = TimeSpan.FromHours(1);

    /// <summary>STS gives no credentials for less.</summary>
    private static readonly TimeSpan _shortestLink = TimeSpan.FromMinutes(15);

    /// <summary>S3 expires objects by the day.</summary>
    private static readonly TimeSpan _shortestKeep = TimeSpan.FromDays(1);

    /// <summary>The report's heading, also in subjects: printable ASCII without braces and backslashes.</summary>
    /// <exception cref="InvalidPropertyException">It has other characters, or more than 79.</exception>
    public string Title { get; init => field = ReportText.Title(value, nameof(Title)); } = SampleInventory.Title;

    /// <summary>One SELECT that ends in ORDER BY and columns of its result. Rows are read in pages.</summary>
    /// <exception cref="InvalidPropertyException">It is no such query, or longer than 2,000 bytes.</exception>
    public string Query { get; init => field = ReportQuery.Checked(value, nameof(Query)); } = SampleInventory.Query;

    /// <summary>
    /// The column that groups rows. Totals follow each group. Default: none, and the supplier for the sample's query.
    /// </summary>
    /// <exception cref="InvalidPropertyException">The name is too long, or has a control character.</exception>
    public string? GroupBy
    {
        get => field ?? (IsSample ? SampleInventory.GroupBy : null);
        init => field = value is null ? null : ReportText.Column(value, nameof(GroupBy));
    }

    /// <summary>
    /// The columns to add up: at most 20, of 2,000 bytes in all. Default: none, and those of the sample's query.
    /// </summary>
    /// <exception cref="InvalidPropertyException">They are too many or too long, or one is given twice.</exception>
    [AllowNull]
    public IReadOnlyList<string> Totals
    {
        get => field ?? (IsSample ? SampleInventory.Totals : []);
        init => field = value is null ? null : ReportText.Columns(value, nameof(Totals));
    }

    /// <summary>How long the link in the mail opens the report: 15 minutes to 1 hour. Default: 1 hour.</summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan LinkLifetime
    {
        get;
        init => field = value.Within(_shortestLink, _longestLink, nameof(LinkLifetime));
    } = TimeSpan.FromHours(1);

    /// <summary>How long reports and their records are kept: 1 to 3650 days. Default: 30 days.</summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan KeepFor
    {
        get;
        init => field = value.Within(_shortestKeep, PropertyChecks.LongestKeep, nameof(KeepFor));
    } = TimeSpan.FromDays(30);

    /// <summary>An existing database; null to create one with sample data.</summary>
    public ReportDatabase? Database { get; init; }

    private bool IsSample => Query == SampleInventory.Query;

    /// <exception cref="InvalidPropertyException">A database of yours lacks a query.</exception>
    internal void Check()
    {
        if (Database is not null && IsSample)
            throw new InvalidPropertyException(
                nameof(Query),
                null,
                "is missing: the default reads the sample's tables",
                "Give one for your database.");
    }
}
