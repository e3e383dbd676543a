using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>The text above the table.</summary>
public sealed record ReportHeading(string Title, DateTimeOffset GeneratedAt, string RequestedBy, long Rows);

/// <summary>Writes a report as one HTML page. All text is escaped. Its policy allows only its style sheet.</summary>
/// <remarks>https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP</remarks>
internal sealed partial class ReportPage(TextWriter html)
{
    private const string Style =
        """
        :root{color-scheme:light dark;font:16px/1.45 system-ui,sans-serif}
        body{margin:0 auto;padding:1.5rem;max-width:75rem}
        h1{font-size:1.5rem;line-height:1.2;margin:0 0 .25rem}
        p{margin:.25rem 0 1rem;color:color-mix(in srgb,currentColor 70%,transparent)}
        .h{display:none;font-size:.875rem}
        div{overflow-x:auto;background:linear-gradient(to left,Canvas 50%,transparent) 100%/4rem 100% no-repeat local,
        linear-gradient(to left,#8886,transparent) 100%/1rem 100% no-repeat}
        table{border-collapse:collapse;width:100%}
        th,td{padding:.35rem .6rem;text-align:start;vertical-align:top;border-bottom:1px solid #8884;
        overflow-wrap:anywhere;white-space:pre-wrap;unicode-bidi:isolate}
        :is(th,td):not(.n){min-width:6.5em}
        :where(th,td):where(:first-child:not([colspan])){position:sticky;left:0;max-width:40vw;background:Canvas;
        box-shadow:inset -1px 0 #8884}
        thead th{border-bottom:2px solid}
        .n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
        .t>*{font-weight:600;background:color-mix(in srgb,Canvas,CanvasText 7%)}
        .g>*{font-weight:700;border-top:2px solid}
        .e{color:color-mix(in srgb,currentColor 65%,transparent)}
        @media screen and (max-width:40rem){body{padding:1rem}.h{display:block}}
        @media print{:root{font-size:10pt}body{padding:0;max-width:none}div{overflow:visible}
        :is(th,td):not(.n){min-width:0}
        tr{break-inside:avoid}tfoot{display:table-row-group}.t>*{background:none}}
        """;

    /// <summary>So many columns fit on a phone.</summary>
    private const int FewColumns = 3;

    private static readonly string _policy = "default-src 'none'; base-uri 'none'; form-action 'none'; "
        + $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private bool _isInBody;

    /// <summary>Writes everything before the table's body.</summary>
    /// <param name="numeric">The columns that hold numbers.</param>
    public void Begin(ReportHeading heading, IReadOnlyList<string> columns, IReadOnlySet<int> numeric)
    {
        var title = Escaped(heading.Title);
        var at = heading.GeneratedAt.UtcDateTime;
        var rows = heading.Rows == 1 ? "1 row" : $"{heading.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows";
        html.Write(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{_policy}">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <meta name="viewport" content="width=device-width">
            <title>{title}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            <p>Generated at <time datetime="{Timestamps.From(heading.GeneratedAt)}">
            """);
        html.Write(at.ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture));
        html.Write($" UTC</time> for {Escaped(heading.RequestedBy)} · {rows}</p>\n");
        if (columns.Count > FewColumns)
            html.Write($"<p class=\"h\">Scroll the table sideways to see all {columns.Count} columns.</p>\n");
        html.Write($"<div role=\"region\" aria-label=\"{title}\" tabindex=\"0\">\n<table>\n<thead>\n<tr>");
        for (var column = 0; column < columns.Count; column++)
        {
            var style = numeric.Contains(column) ? " class=\"n\"" : "";
            html.Write($"<th scope=\"col\"{style}>{Escaped(columns[column])}</th>");
        }
        html.Write("</tr>\n</thead>\n");
        if (heading.Rows > 0) return;
        BeginBody();
        html.Write($"<tr><td class=\"e\" colspan=\"{columns.Count}\">There are no rows.</td></tr>\n");
    }

    /// <summary>Writes a row of cells in the form of <see cref="Cell"/>.</summary>
    public void Row(JsonElement cells)
    {
        BeginBody();
        html.Write("<tr>");
        foreach (var cell in cells.EnumerateArray()) html.Write(Shown(cell));
        html.Write("</tr>\n");
    }

    /// <summary>Writes totals below a group of rows.</summary>
    /// <param name="labelled">The column that has the label; -1 if no column has room.</param>
    public void GroupTotals(int columns, int labelled, string label, IReadOnlyDictionary<int, string> totals)
    {
        TotalsRow("t", columns, labelled, label, totals);
        EndBody();
    }

    /// <summary>Writes totals below all rows.</summary>
    /// <param name="labelled">The column that has the label; -1 if no column has room.</param>
    public void Totals(int columns, int labelled, string label, IReadOnlyDictionary<int, string> totals)
    {
        EndBody();
        html.Write("<tfoot>\n");
        TotalsRow("g", columns, labelled, label, totals);
        html.Write("</tfoot>\n");
    }

    public void End()
    {
        EndBody();
        html.Write("</table>\n</div>\n</main>\n</body>\n</html>\n");
    }

    /// <summary>A value that is not null, as people read it.</summary>
    public static string TextOf(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Number => Grouped(cell.GetRawText()),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => cell.GetString()!,
    };

    private static string Shown(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "<td class=\"e\">—</td>",
        JsonValueKind.Number => $"<td class=\"n\">{TextOf(cell)}</td>",
        _ => $"<td>{Escaped(TextOf(cell))}</td>",
    };

    /// <summary>A number with a comma before each three digits of its whole part.</summary>
    private static string Grouped(string number) => Thousands().Replace(number, ",");

    private static string Escaped(string text) =>
        _encoder.Encode(ForeignText.Visible(text)).Replace("&#xA;", "\n", StringComparison.Ordinal);

    private void BeginBody()
    {
        if (!_isInBody) html.Write("<tbody>\n");
        _isInBody = true;
    }

    private void EndBody()
    {
        if (_isInBody) html.Write("</tbody>\n");
        _isInBody = false;
    }

    private void TotalsRow(
        string style, int columns, int labelled, string label, IReadOnlyDictionary<int, string> totals)
    {
        html.Write($"<tr class=\"{style}\">");
        for (var column = 0; column < columns; column++)
        {
            if (column == labelled) html.Write($"<th scope=\"row\">{Escaped(label)}</th>");
            else if (totals.TryGetValue(column, out var total)) html.Write($"<td class=\"n\">{Grouped(total)}</td>");
            else html.Write("<td></td>");
        }
        html.Write("</tr>\n");
    }

    [GeneratedRegex(@"(?<=\A-?[0-9]+)(?=([0-9]{3})+(\.|\z))", RegexOptions.ExplicitCapture)]
    private static partial Regex Thousands();
}
