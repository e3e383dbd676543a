using ApprovalWorkflow.Reports;

namespace ApprovalWorkflow;

/// <summary>The settings for a report's title and columns.</summary>
internal static class ReportText
{
    /// <summary>Characters.</summary>
    private const int LongestColumn = 100;

    private const int MostColumns = 20;

    /// <summary>The limit of all columns together, in bytes of RenderReport's environment.</summary>
    private const int MostBytes = 2000;

    public static string Title(string title)
    {
        SettingsException Wrong(string problem) => new(
            "report:title",
            title,
            problem,
            "It becomes a mail's subject: use one short line in ASCII, such as -c report:title=\"Monthly sales\"");

        if (title.Length > ReportOptions.LongestTitle)
            throw Wrong($"is longer than {ReportOptions.LongestTitle} characters");
        if (title.Any(character => character is < ' ' or > '~'))
            throw Wrong("has characters other than printable ASCII");
        // Step Functions would take them for its own when it writes the subject.
        if (title.AsSpan().ContainsAny('{', '}', '\\')) throw Wrong("has a brace or a backslash");
        return title;
    }

    /// <summary>The name of a column; null if there is none.</summary>
    public static string? Column(string setting, string? name)
    {
        if (name is null) return null;
        SettingsException Wrong(string problem) => new(
            setting, name, problem, "Use the column's name in the result, such as its alias.");

        if (name.Length > LongestColumn) throw Wrong($"has a name longer than {LongestColumn} characters");
        if (name.Any(char.IsControl)) throw Wrong("has a control character");
        return name;
    }

    /// <summary>The names between commas; null if there are none.</summary>
    public static IReadOnlyList<string>? Columns(string setting, string? names)
    {
        if (names is null) return null;
        SettingsException Wrong(string problem) => new(
            setting,
            names,
            problem,
            $"List numeric columns, separated by commas, such as -c {setting}=Quantity,Value");

        var columns = names.Split(',').Select(name => name.Trim()).ToList();
        foreach (var column in columns)
        {
            if (column.Length == 0) throw Wrong("has an empty name before, between or after commas");
            Column(setting, column);
        }
        if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Wrong($"names {twice.Key} twice");
        if (columns.Count > MostColumns)
            throw Wrong($"names {columns.Count} columns; at most {MostColumns} are possible");
        if (VariableText.Bytes(names) > MostBytes) throw Wrong($"is longer than {MostBytes} bytes");
        return columns;
    }
}
