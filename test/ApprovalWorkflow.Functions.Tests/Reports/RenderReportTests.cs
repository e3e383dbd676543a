using System.Text.RegularExpressions;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>A report as it is stored.</summary>
public sealed partial class RenderReportTests : IDisposable
{
    private const string Id = "0b7f6a52-0000-4000-8000-000000000001";

    private static readonly ReportLayout _layout = new("Inventory", null, []);

    private readonly ReportStub _aws = new();

    public void Dispose() => _aws.Dispose();

    /// <summary>Renders pages of rows, each given as JSON.</summary>
    private async Task<string> RenderAsync(string columns, ReportLayout layout, params string[] pages)
    {
        for (var page = 0; page < pages.Length; page++)
            _aws.Objects[$"runs/x/{page:D6}.json"] = new(
                $$"""{"columns":{{columns}},"rows":{{pages[page]}}}""", "application/json", null, null);
        var rows = pages.Sum(page => Given.Json(page).GetArrayLength());
        var rendered = await new RenderReport(_aws.Pages, _aws.S3, "reports-bucket", layout).HandleAsync(
            new RenderReportInput(
                Id,
                "ann@example.com",
                new ReportData("runs/x/", pages.Length, rows, "2026-11-20T10:00:05.000Z")), new LambdaContext());
        Assert.Equal($"reports/{Id}.html", rendered.Key);
        var body = _aws.Objects[rendered.Key].Body;
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(body), rendered.Bytes);
        return body;
    }

    /// <summary>The text of each cell, row by row, and the class of each row in front.</summary>
    private static List<string> Rows(string html) => [.. Row().Matches(html)
        .Select(
            row => (row.Groups[1].Success ? row.Groups[1].Value + ' ' : "") + string.Join(
                '|', CellText().Matches(row.Groups[2].Value).Select(cell => cell.Groups[1].Value)))];

    [Fact]
    public async Task A_report_shows_its_title_time_and_requester()
    {
        var html = await RenderAsync("""["Bean"]""", _layout, """[["Sidamo"]]""");
        Assert.Contains("<title>Inventory</title>", html, StringComparison.Ordinal);
        Assert.Contains(
            """<p>Generated at <time datetime="2026-11-20T10:00:05.000Z">20 November 2026, 10:00:05 UTC</time>""" +
            " for ann@example.com · 1 row</p>",
            html, StringComparison.Ordinal);
        var stored = _aws.Objects[$"reports/{Id}.html"];
        Assert.Equal("text/html; charset=utf-8", stored.ContentType);
        Assert.Equal($"inline; filename=\"report-{Id}.html\"", stored.ContentDisposition);
        Assert.Equal("no-store", stored.CacheControl);
    }

    [Fact]
    public async Task All_data_are_escaped()
    {
        const string Evil = "<script>alert(1)</script>\"'&<!--";
        var html = await RenderAsync(
            JsonSerializer.Serialize(new[] { Evil }), new ReportLayout(Evil, null, []), JsonSerializer.Serialize(
                new[] { new[] { Evil + "\u202e\u0000" } }));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.Contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;&lt;!--⟨U&#x2B;202E⟩⟨U&#x2B;0000⟩</td>",
            html,
            StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_policy_allows_its_own_style_and_nothing_else()
    {
        var html = await RenderAsync("""["Bean"]""", _layout, "[]");
        var style = html.Split("<style>")[1].Split("</style>")[0];
        var hash = Convert.ToBase64String(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"style-src 'sha256-{hash}'", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", style, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_shown_as_they_are()
    {
        const string rows = """[[1.50,"long\ntext, é",null,true,"2026-11-20"],[-7,"",2,false,null]]""";
        var html = await RenderAsync("""["a","b","c","d","e"]""", _layout, rows);
        Assert.Equal(["a|b|c|d|e", "1.50|long\ntext, é|—|yes|2026-11-20", "-7||2|no|—"], Rows(html));
        Assert.Contains("<td class=\"n\">1.50</td>", html, StringComparison.Ordinal);
        // By the first value that is not null.
        Assert.Contains("<th scope=\"col\" class=\"n\">c</th>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_stand_below_each_group_and_below_all_also_across_pages()
    {
        var html = await RenderAsync(
            """["Supplier","Kg","Value"]""",
            new ReportLayout("Inventory", "supplier", ["Kg", "Value"]),
            """[["A",1.5,0.10],["A",2,0.20]]""",
            """[["A",null,0.3],["B",10,12345678901234567890123456789012345.05]]""");
        Assert.Equal(
            [
                "Supplier|Kg|Value", "A|1.5|0.10", "A|2|0.20", "A|—|0.3", "t Total A|3.5|0.60",
                "B|10|12,345,678,901,234,567,890,123,456,789,012,345.05",
                "t Total B|10|12,345,678,901,234,567,890,123,456,789,012,345.05",
                "g Grand total|13.5|12,345,678,901,234,567,890,123,456,789,012,345.65",
            ],
            Rows(html));
        Assert.Equal(2, html.Split("<tbody>").Length - 1);
        Assert.Equal(html.Split("<tbody>").Length, html.Split("</tbody>").Length);
    }

    [Fact]
    public async Task A_group_without_a_value_and_one_of_empty_text_are_told_apart_and_from_the_grand_total() =>
        Assert.Equal(
            [
                "Supplier|Kg", "—|1", "t Total (no value)|1", "|2", "|3", "t Total (empty text)|5", "A|4",
                "t Total A|4", "g Grand total|10",
            ],
            Rows(await RenderAsync(
                """["Supplier","Kg"]""",
                new ReportLayout("Inventory", "Supplier", ["Kg"]),
                """[[null,1],["",2]]""",
                """[["",3],["A",4]]""")));

    [Fact]
    public async Task Groups_are_named_as_the_column_shows_them() => Assert.Equal(
        ["Open|Kg", "no|1", "t Total no|1", "yes|2", "t Total yes|2", "g Grand total|3"],
        Rows(await RenderAsync(
            """["Open","Kg"]""", new ReportLayout("Inventory", "Open", ["Kg"]), "[[false,1],[true,2]]")));

    [Fact]
    public async Task A_total_of_yes_and_no_says_how_many_are_yes() => Assert.Equal(
        ["Bean|Organic", "a|yes", "b|no", "c|yes", "d|—", "g Total|2"],
        Rows(await RenderAsync(
            """["Bean","Organic"]""",
            new ReportLayout("Inventory", null, ["Organic"]),
            """[["a",true],["b",false],["c",true],["d",null]]""")));

    [Fact]
    public async Task Numbers_have_commas_before_each_three_digits_of_their_whole_part() => Assert.Equal(
        [
            "Id|a", "20000|999", "x|1,000", "x|-1,234,567", "x|-999", "x|12,345.67890", "x|0.12345", "x|1e10",
            "g Total|9,998,778,778.80235",
        ],
        Rows(await RenderAsync(
            """["Id","a"]""",
            new ReportLayout("Inventory", null, ["a"]),
            """
            [["20000",999],["x",1000],["x",-1234567],["x",-999],["x",12345.67890],["x",0.12345],["x",1e10]]
            """)));

    [Fact]
    public async Task On_a_phone_the_first_column_stays_and_a_line_says_to_scroll()
    {
        var wide = await RenderAsync("""["a","b","c","d"]""", _layout, "[[1,2,3,4]]");
        Assert.Contains(
            "<p class=\"h\">Scroll the table sideways to see all 4 columns.</p>", wide, StringComparison.Ordinal);
        Assert.Contains(":first-child:not([colspan])){position:sticky;left:0", wide, StringComparison.Ordinal);
        var narrow = await RenderAsync("""["a","b","c"]""", _layout, "[[1,2,3]]");
        Assert.DoesNotContain("Scroll the table", narrow, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_groups_there_is_one_total() => Assert.Equal(
        ["Bean|Kg", "x|1e2", "y|-0.5", "g Total|99.5"],
        Rows(await RenderAsync(
            """["Bean","Kg"]""", new ReportLayout("Inventory", null, ["Kg"]), """[["x",1e2],["y",-0.5]]""")));

    [Fact]
    public async Task A_report_may_have_no_rows()
    {
        var html = await RenderAsync("""["Supplier","Kg"]""", new ReportLayout("Inventory", "Supplier", ["Kg"]), "[]");
        Assert.Equal(["Supplier|Kg", "There are no rows.", "g Grand total|0"], Rows(html));
        Assert.Contains("· 0 rows", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nowhere", "Kg", "report:groupBy: names the column Nowhere, but the query gives Supplier, Kg.")]
    [InlineData(null, "Pounds", "report:totals: names the column Pounds, but the query gives Supplier, Kg.")]
    [InlineData(
        null,
        "Supplier",
        "report:totals: names the column Supplier, which has values that are no numbers; leave it out.")]
    [InlineData("Kg", "Kg", "report:totals: names Kg, by which the rows are grouped; leave it out.")]
    public async Task A_layout_that_does_not_fit_says_which_setting_is_wrong(
        string? groupBy, string totals, string problem)
    {
        var error = await Assert.ThrowsAsync<ReportSettingsException>(() =>
            RenderAsync("""["Supplier","Kg"]""", new ReportLayout("Inventory", groupBy, [totals]), """[["A",1]]"""));
        Assert.Equal(problem, error.Message);
        Assert.DoesNotContain(_aws.Objects.Keys, key => key.StartsWith("reports/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_has_all_of_fifty_thousand_rows()
    {
        string[] pages = [.. Enumerable.Range(0, 50).Select(page =>
            $"[{string.Join(',', Enumerable.Range(page * 1000, 1000).Select(row => $"[\"bean {row}\",{row}]"))}]")];
        var rows = Rows(await RenderAsync("""["Bean","Kg"]""", new ReportLayout("Inventory", null, ["Kg"]), pages));
        Assert.Equal(50_002, rows.Count);
        Assert.Equal("g Total|1,249,975,000", rows[^1]);
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_leaves_no_report()
    {
        var data = new ReportData("runs/gone/", 1, 1, "2026-11-20T10:00:05.000Z");
        await Assert.ThrowsAnyAsync<Amazon.S3.AmazonS3Exception>(() => new RenderReport(
            _aws.Pages, _aws.S3, "reports-bucket", _layout)
            .HandleAsync(new RenderReportInput(Id, "ann@example.com", data), new LambdaContext()));
        Assert.Empty(_aws.Objects);
    }

    [GeneratedRegex("<tr(?: class=\"([tg])\")?>(.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd][^>]*>(.*?)</t[hd]>", RegexOptions.Singleline)]
    private static partial Regex CellText();
}
