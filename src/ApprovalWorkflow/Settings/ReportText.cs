using ApprovalWorkflow.Contract;
using System.Text;

namespace ApprovalWorkflow;

/// <summary>The settings that are words of a report.</summary>
internal static class ReportText
{
    /// <summary>Characters.</summary>
    private const int LongestColumn = 100;

    private const int MostColumns = 20;

    /// <summary>
    /// Of all columns: they are in a function's environment, which holds 4 KB.
    /// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    /// </summary>
    private const int MostBytes = 2000;

    public static string Title(string title)
    {
        SettingsException Wrong(string problem) => new(
            "report:title",
            title,
            problem,
            "It is the subject of a mail: give one short line in ASCII, such as -c report:title=\"Monthly sales\"");

        if (title.Length > Limits.MailSubjectLength) throw Wrong(
            $"is longer than {Limits.MailSubjectLength} characters");
        if (title.Any(character => character is < ' ' or > '~'))
            throw Wrong("has other characters than the printable ones of ASCII");
        return title;
    }

    /// <summary>The name of a column; null if there is none.</summary>
    public static string? Column(string setting, string? name)
    {
        if (name is null) return null;
        SettingsException Wrong(string problem) => new(
            setting, name, problem, "Name columns as the query does, by its AS where it has one.");

        if (name.Length > LongestColumn) throw Wrong($"has a name that is longer than {LongestColumn} characters");
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
            $"Name columns that are numbers, separated by commas, such as -c {setting}=Quantity,Value");

        var columns = names.Split(',').Select(name => name.Trim()).ToList();
        foreach (var column in columns)
        {
            if (column.Length == 0) throw Wrong("has nothing between two commas or after the last one");
            Column(setting, column);
        }
        if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Wrong($"names {twice.Key} twice");
        if (columns.Count > MostColumns)
            throw Wrong($"names {columns.Count} columns; at most {MostColumns} are possible");
        if (Encoding.UTF8.GetByteCount(names) > MostBytes) throw Wrong($"is longer than {MostBytes} bytes");
        return columns;
    }
}
