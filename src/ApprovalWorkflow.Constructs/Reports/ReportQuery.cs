using System.Text.RegularExpressions;

namespace ApprovalWorkflow;

/// <summary>Checks of a report's query: one statement that can be read in pages.</summary>
internal static partial class ReportQuery
{
    /// <summary>Bytes in the environment of GetReportData.</summary>
    private const int MostBytes = 2000;

    public static string Checked(string query, string property)
    {
        InvalidPropertyException Wrong(string problem, string remedy) => new(property, query, problem, remedy);

        if (VariableText.Bytes(query) > MostBytes)
            throw Wrong($"is longer than {MostBytes} bytes", "Move a part of it into a view.");
        if (query.Any(character => char.IsControl(character) && character is not ('\t' or '\n' or '\r')))
            throw Wrong("has a control character", "Remove it. Tabs and line breaks are allowed.");
        if (!Reads().IsMatch(query))
            throw Wrong("does not begin with SELECT or WITH", "Use a query such as SELECT … ORDER BY …");
        if (query.Contains(';'))
            throw Wrong("has a semicolon", "Use one statement, without a semicolon at its end.");
        if (Limit().IsMatch(query))
            throw Wrong(
                "ends in a LIMIT",
                "Remove it, because reports add their own to read pages; or make the query a subquery.");
        if (Lock().IsMatch(query))
            throw Wrong("locks rows", "Remove FOR UPDATE, FOR SHARE or LOCK IN SHARE MODE: a report only reads.");
        if (!Order().IsMatch(query))
            throw Wrong("has no ORDER BY", "Add one with columns of the result: rows are read in pages, in its order.");
        if (OrderedQuery.Parse(query) is not { } ordered)
            throw Wrong(
                "does not end in ORDER BY and names of columns",
                "Rows are read in pages, from one key to the next: give what orders them an alias in the SELECT, and " +
                "name it, as in SELECT day AS Day, … ORDER BY Day DESC, Id.");
        if (ordered.Order.FirstOrDefault(column => !Selects(ordered.Select, column.Name)) is { } missing)
            throw Wrong(
                $"does not select {missing.Name}, by which it orders",
                "Add it to the SELECT: rows are read in pages, from one key to the next.");
        return query;
    }

    /// <summary>False if the result clearly lacks the column. Only the database can be sure that it has one.</summary>
    private static bool Selects(string select, string column) =>
        select.Contains('*')
        || select.Contains(column.Replace("`", "``", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(SELECT|WITH)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Reads();

    [GeneratedRegex(@"\bORDER\s+BY\b", RegexOptions.IgnoreCase)]
    private static partial Regex Order();

    [GeneratedRegex(@"\bLIMIT\s+\d+(\s*(,|OFFSET)\s*\d+)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Limit();

    [GeneratedRegex(
        @"\b(FOR\s+(UPDATE|SHARE)(\s+OF\s+[^()]+)?(\s+(NOWAIT|SKIP\s+LOCKED))?|LOCK\s+IN\s+SHARE\s+MODE)\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Lock();
}
