using System.Globalization;
using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// Statements that read a query's rows in pages by key: the key is the columns of its ORDER BY. A page has the rows
/// after one bound, up to and including the next. Only the database compares, so each row is in exactly one page,
/// whatever the collation, even if rows are equal in the key. NULLs come first, as in MySQL and SQLite.
/// </summary>
internal sealed class QueryPages(OrderedQuery query)
{
    private readonly string[] _names =
        [.. query.Order.Select(column => $"report.`{column.Name.Replace("`", "``", StringComparison.Ordinal)}`")];

    private string Rows => $"FROM (\n{query.Select}\n) AS report";

    private string Ordered => "ORDER BY " + string.Join(", ", _names.Select(
        (name, index) => query.Order[index].IsDescending ? $"{name} DESC" : name));

    /// <summary>Finds the last key of each page after a bound, sorting the keys once.</summary>
    /// <param name="rows">The rows of a page.</param>
    /// <param name="most">The most bounds to find.</param>
    public (string Sql, List<SqlParameter> Parameters) Bounds(PageBound? after, int rows, int most) => (
        $"""
        SELECT {string.Join(", ", _names.Select((_, index) => $"k{index}"))} FROM (
        SELECT {string.Join(", ", _names.Select((name, index) => $"{name} AS k{index}"))},
        ROW_NUMBER() OVER ({Ordered}) AS place
        {Rows}{Where(after, null)}
        ) AS places WHERE place % {rows} = 0 ORDER BY place LIMIT {most}
        """,
        [.. after?.Parameters("a") ?? []]);

    /// <summary>Reads the rows between two bounds. Null is the beginning or the end.</summary>
    public (string Sql, List<SqlParameter> Parameters) Page(PageBound? after, PageBound? until, int most) => (
        $"SELECT * {Rows}{Where(after, until)}\n{Ordered} LIMIT {most}",
        [.. after?.Parameters("a") ?? [], .. until?.Parameters("u") ?? []]);

    private string Where(PageBound? after, PageBound? until)
    {
        List<string> conditions = [];
        if (after is not null) conditions.Add(Beside(after, "a", isAfter: true));
        if (until is not null) conditions.Add(Beside(until, "u", isAfter: false));
        // Follows from the others, but because of their OR, not every database sees where the index's range ends.
        if (after?.IsNull(0) == false && until?.IsNull(0) == false)
            conditions.Add($"{_names[0]} <= :{(query.Order[0].IsDescending ? "a" : "u")}0");
        return conditions.Count == 0 ? "" : $"\nWHERE {string.Join("\nAND ", conditions)}";
    }

    /// <summary>Rows after a bound, or up to and including it: the first column that differs decides.</summary>
    private string Beside(PageBound bound, string prefix, bool isAfter, int index = 0)
    {
        var isGreater = isAfter != query.Order[index].IsDescending;
        var (name, parameter) = (_names[index], $":{prefix}{index}");
        var isNull = $"{name} IS NULL";
        var (inclusive, strict) = (isGreater, bound.IsNull(index)) switch
        {
            (true, false) => ($"{name} >= {parameter}", $"{name} > {parameter}"),
            (true, true) => ("1 = 1", $"{name} IS NOT NULL"),
            (false, false) => ($"({name} <= {parameter} OR {isNull})", $"({name} < {parameter} OR {isNull})"),
            (false, true) => (isNull, "1 = 0"),
        };
        if (index == _names.Length - 1) return isAfter ? strict : inclusive;
        return $"({inclusive} AND ({strict} OR {Beside(bound, prefix, isAfter, index + 1)}))";
    }
}

/// <summary>The key of a page's last row.</summary>
/// <param name="values">One for each column of the ORDER BY.</param>
/// <param name="columns">Their types.</param>
internal sealed class PageBound(IReadOnlyList<Field> values, IReadOnlyList<ColumnMetadata> columns)
{
    public bool IsNull(int index) => values[index].IsNull == true;

    public IEnumerable<SqlParameter> Parameters(string prefix) => values
        .Select((value, index) => new SqlParameter
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}"),
            Value = value,
            // Compared with a text, MySQL would round it to a DOUBLE.
            TypeHint = value.StringValue is not null
                && columns[index].TypeName?.StartsWith("DECIMAL", StringComparison.OrdinalIgnoreCase) == true
                ? TypeHint.DECIMAL
                : null,
        })
        .Where(parameter => parameter.Value.IsNull != true);
}
