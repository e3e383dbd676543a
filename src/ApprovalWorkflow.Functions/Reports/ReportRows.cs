namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// A setting of the report does not fit the query's result. The message names the setting and the remedy.
/// </summary>
public sealed class ReportSettingsException(string setting, string problem) : Exception($"{setting}: {problem}");

/// <summary>Writes rows with the layout's totals: below each group, and below all rows.</summary>
internal sealed class ReportRows
{
    private readonly ReportPage _page;
    private readonly IReadOnlyList<string> _columns;
    private readonly int? _groupBy;
    private readonly ReportTotals? _totals;
    private readonly int _labelled;
    private JsonElement? _group;

    /// <exception cref="ReportSettingsException">The layout names a missing column.</exception>
    public ReportRows(ReportPage page, IReadOnlyList<string> columns, ReportLayout layout)
    {
        _page = page;
        _columns = columns;
        if (layout.GroupBy is { } groupBy) _groupBy = Place("report:groupBy", groupBy);
        int[] totals = [.. layout.Totals.Select(name => Place("report:totals", name)).Distinct()];
        if (_groupBy is { } group && totals.Contains(group))
            throw new ReportSettingsException(
                "report:totals", $"names {columns[group]}, by which the rows are grouped; leave it out.");
        if (totals.Length > 0) _totals = new ReportTotals(totals);
        _labelled = _groupBy
            ?? Enumerable.Range(0, columns.Count).Except(totals).Select(place => (int?)place).FirstOrDefault() ?? -1;
    }

    /// <summary>Writes a row. If it begins a group, writes the totals of the previous group first.</summary>
    public void Add(JsonElement row)
    {
        if (_totals is not null && _groupBy is { } column)
        {
            if (_group is not { } group || !JsonElement.DeepEquals(group, row[column]))
            {
                if (_group is not null) EndGroup();
                // The row's page is disposed of before the group ends.
                _group = row[column].Clone();
            }
        }
        _page.Row(row);
        _totals?.Add(row, _columns);
    }

    public void End()
    {
        if (_totals is null) return;
        if (_group is not null) EndGroup();
        _page.Totals(_columns.Count, _labelled, _groupBy is null ? "Total" : "Grand total", _totals.OfAll());
    }

    private void EndGroup() =>
        _page.GroupTotals(_columns.Count, _labelled, $"Total {LabelOf(_group!.Value)}", _totals!.EndGroup());

    private static string LabelOf(JsonElement group) => group.ValueKind switch
    {
        JsonValueKind.Null => "(no value)",
        JsonValueKind.String when string.IsNullOrWhiteSpace(group.GetString()) => "(empty text)",
        _ => ReportPage.TextOf(group),
    };

    private int Place(string setting, string name)
    {
        for (var place = 0; place < _columns.Count; place++)
            if (_columns[place].Equals(name, StringComparison.OrdinalIgnoreCase)) return place;
        throw new ReportSettingsException(
            setting, $"names the column {name}, but the query gives {string.Join(", ", _columns)}.");
    }
}
