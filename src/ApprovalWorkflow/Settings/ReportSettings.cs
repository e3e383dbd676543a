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

    /// <summary>Reads the settings; null if reports are off.</summary>
    /// <exception cref="SettingsException">A setting is invalid, or one that it needs is missing.</exception>
    public static ReportOptions? From(SettingsContext context)
    {
        if (!context.Choice("reports", ("false", false), ("true", true)))
        {
            RejectSetInVain(context);
            return null;
        }
        return SettingsException.Rename(
            () => new ReportOptions
            {
                Title = context.Find("report:title") ?? SampleInventory.Title,
                Query = context.Find("report:query") ?? SampleInventory.Query,
                GroupBy = context.Find("report:groupBy"),
                Totals = context.List("report:totals"),
                LinkLifetime = context.Duration("report:linkLifetime", "PT1H"),
                KeepFor = context.Duration("report:keepFor", "P30D"),
                Database = ReadDatabase(context),
            },
            property => property == nameof(ReportDatabase.Name)
                ? "report:database"
                : $"report:{SettingsException.Camel(property)}");
    }

    /// <summary>The database of the settings; null if they name none.</summary>
    private static ReportDatabase? ReadDatabase(SettingsContext context)
    {
        string[] parts = ["report:clusterArn", "report:secretArn", "report:database"];
        if (Array.Find(parts, name => context.Find(name) is not null) is not { } given) return null;

        var lacking = parts.Append("report:query").Where(name => context.Find(name) is null).ToList();
        if (lacking.Count > 0)
            throw new SettingsException(
                given,
                context.Find(given),
                $"names your own database, which also needs {string.Join(" and ", lacking)}",
                $"Set {string.Join(", ", parts)} and report:query together, or remove the first three to use the " +
                "sample database.");
        return new ReportDatabase(context.Find(parts[0])!, context.Find(parts[1])!, context.Find(parts[2])!);
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
