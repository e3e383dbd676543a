namespace ApprovalWorkflow;

/// <summary>Checks of a report's title and columns.</summary>
internal static class ReportText
{
    /// <summary>Characters.</summary>
    private const int LongestColumn = 100;

    private const int MostColumns = 20;

    /// <summary>The limit of all columns together, in bytes of RenderReport's environment.</summary>
    private const int MostBytes = 2000;

    public static string Title(string title, string property)
    {
        InvalidPropertyException Wrong(string problem) => new(
            property,
            title,
            problem,
            "It becomes a mail's subject: use one short line in ASCII, such as Monthly sales");

        if (string.IsNullOrWhiteSpace(title)) throw Wrong("is empty");
        if (title.Length > ReportMail.LongestTitle)
            throw Wrong($"is longer than {ReportMail.LongestTitle} characters");
        if (title.Any(character => character is < ' ' or > '~'))
            throw Wrong("has characters other than printable ASCII");
        // They have a meaning in the intrinsic function with which Step Functions writes the subject.
        if (title.AsSpan().ContainsAny('{', '}', '\\')) throw Wrong("has a brace or a backslash");
        return title;
    }

    /// <summary>The name of a column.</summary>
    public static string Column(string name, string property)
    {
        InvalidPropertyException Wrong(string problem) => new(
            property, name, problem, "Use the column's name in the result, such as its alias.");

        if (name.Length == 0) throw Wrong("has an empty name");
        if (name.Length > LongestColumn) throw Wrong($"has a name longer than {LongestColumn} characters");
        if (name.Any(char.IsControl)) throw Wrong("has a control character");
        return name;
    }

    /// <summary>The names of columns.</summary>
    public static IReadOnlyList<string> Columns(IReadOnlyList<string> columns, string property)
    {
        var all = string.Join(',', columns);
        InvalidPropertyException Wrong(string problem) => new(
            property, all, problem, "List numeric columns, such as Quantity,Value");

        foreach (var column in columns) Column(column, property);
        if (columns.FirstOrDefault(column => column.Contains(',')) is { } two)
            throw Wrong($"has a comma in the name {two}");
        if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Wrong($"names {twice.Key} twice");
        if (columns.Count > MostColumns)
            throw Wrong($"names {columns.Count} columns; at most {MostColumns} are possible");
        return VariableText.Bytes(all) > MostBytes ? throw Wrong($"is longer than {MostBytes} bytes") : columns;
    }
}
