using System.Text.RegularExpressions;

namespace ApprovalWorkflow.Contract;

/// <summary>A column of a query's result that orders its rows.</summary>
internal sealed record OrderColumn(string Name, bool IsDescending);

/// <summary>A report's query, apart from the ORDER BY at its end. Its rows are read in pages, in this order.</summary>
/// <param name="Select">The statement without the ORDER BY.</param>
/// <param name="Order">The columns of the ORDER BY: at least one.</param>
internal sealed partial record OrderedQuery(string Select, IReadOnlyList<OrderColumn> Order)
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
        | RegexOptions.Singleline | RegexOptions.CultureInvariant;

    private const string Item = @"(?:`(?:[^`]|``)+`|[\p{L}_][\p{L}\p{N}_$]*)(?:\s+(?:ASC|DESC))?";

    private const string Blank = @"(?:\s|--\s[^\n]*|#[^\n]*|/\*.*?\*/)*";

    /// <summary>The query's parts; null unless it ends in an ORDER BY with names of columns and nothing else.</summary>
    public static OrderedQuery? Parse(string query)
    {
        var match = AtEnd().Match(query);
        var items = match.Groups["item"].Captures.Select(item => Read(item.Value));
        return match.Success ? new OrderedQuery(query[..match.Index], [.. items]) : null;
    }

    private static OrderColumn Read(string item)
    {
        var direction = Direction().Match(item);
        var name = item[..(direction.Success ? direction.Index : item.Length)];
        return new OrderColumn(
            name[0] == '`' ? name[1..^1].Replace("``", "`", StringComparison.Ordinal) : name,
            direction.Value.TrimStart().StartsWith("D", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@$"\bORDER\s+BY\s+(?<item>{Item})(?:\s*,\s*(?<item>{Item}))*{Blank}\z", Options)]
    private static partial Regex AtEnd();

    [GeneratedRegex(@"\s+(ASC|DESC)\z", Options)]
    private static partial Regex Direction();
}
