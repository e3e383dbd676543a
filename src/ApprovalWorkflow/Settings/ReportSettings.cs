using ApprovalWorkflow.Reports;

namespace ApprovalWorkflow;

/// <summary>The settings <c>report:*</c>.</summary>
internal static class ReportSettings
{
    /// <summary>All settings of reports except <c>reports</c>.</summary>
    public static readonly string[] Names =
    [
        "report:title", "report:query", "report:groupBy", "report:totals", "report:linkLifetime", "report:keepFor",
        "report:clusterArn", "report:secretArn", "report:database",
    ];

    /// <summary>
    /// Role chaining limits credentials to an hour, and a link ends with the credentials that signed it.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
    /// </summary>
    private static readonly TimeSpan _longestLink = TimeSpan.FromHours(1);

    /// <summary>STS gives no credentials for less.</summary>
    private static readonly TimeSpan _shortestLink = TimeSpan.FromMinutes(15);

    /// <summary>S3 expires objects by the day.</summary>
    private static readonly TimeSpan _shortestKeep = TimeSpan.FromDays(1);

    private static readonly TimeSpan _longestKeep = TimeSpan.FromDays(3650);

    /// <summary>Reads the settings; null if reports are off.</summary>
    /// <exception cref="SettingsException">A setting is invalid, or one that it needs is missing.</exception>
    public static ReportOptions? From(SettingsContext context)
    {
        if (!context.Choice("reports", ("false", false), ("true", true)))
        {
            RejectSetInVain(context);
            return null;
        }
        var query = context.Find("report:query");
        return new ReportOptions
        {
            Title = ReportText.Title(context.Find("report:title") ?? SampleInventory.Title),
            Query = query is null ? SampleInventory.Query : ReportQuery.Parse(query),
            GroupBy = ReportText.Column("report:groupBy", context.Find("report:groupBy"))
                ?? (query is null ? SampleInventory.GroupBy : null),
            Totals = ReportText.Columns("report:totals", context.Find("report:totals"))
                ?? (query is null ? SampleInventory.Totals : []),
            LinkLifetime = context.Duration("report:linkLifetime", "PT1H", _shortestLink, _longestLink),
            KeepFor = context.Duration("report:keepFor", "P30D", _shortestKeep, _longestKeep),
            Database = ReportDatabaseSettings.From(context),
        };
    }

    private static void RejectSetInVain(SettingsContext context)
    {
        if (Array.Find(Names, name => context.Find(name) is not null) is { } name)
            throw new SettingsException(
                name,
                context.Find(name),
                "is set, but reports are off",
                $"Turn them on with -c reports=true, or remove {name}.");
    }
}
