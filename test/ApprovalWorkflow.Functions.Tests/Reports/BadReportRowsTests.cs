using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.RegularExpressions;
using ApprovalWorkflow.Functions.Mail;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;
using static ApprovalWorkflow.Functions.Tests.BadInput;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>Rows of any values, from the database to the page.</summary>
public sealed partial class BadReportRowsTests : IDisposable
{
    private readonly ReportStub _aws = new();

    public void Dispose() => _aws.Dispose();

    /// <summary>A value as the Data API writes it, and the text that the page shows.</summary>
    private sealed record Value(string Field, string Shown);

    private static readonly Value _none = new("""{"isNull":true}""", "—");

    private static readonly Gen<Value> _texts = Text.Select(text => new Value(
        $$"""{"stringValue":{{JsonSerializer.Serialize(text)}}}""",
        ForeignText.Visible(string.Concat(text.EnumerateRunes()))));

    private static readonly Gen<string> _digits =
        from sign in Gen.Elements("", "-")
        from whole in Gen.OneOf(
            Gen.Choose(0, int.MaxValue).Select(number => $"{number}"), Gen.Constant(new string('9', 60)))
        from scale in Gen.Elements("", ".0", ".10", ".00001")
        select sign + whole + scale;

    private static readonly Gen<Value> _decimals = Gen.OneOf(
        Gen.Constant(_none),
        _digits.Select(digits => new Value($$"""{"stringValue":"{{digits}}"}""", Grouped(digits))));

    private static readonly Gen<Value> _doubles = Gen.Elements("1.5", "1E+300", "-0.1", "5E-324", "123456.75")
        .Select(number => new Value($$"""{"doubleValue":{{number}}}""", Grouped(number)));

    private static readonly Gen<Value> _wholes = ArbMap.Default.GeneratorFor<long>().Select(number => new Value(
        $$"""{"longValue":{{number}}}""", Grouped($"{number}")));

    private static readonly Gen<Value> _others = Gen.OneOf(
        Gen.Elements(
            _none, new Value("""{"booleanValue":true}""", "yes"), new Value("""{"booleanValue":false}""", "no")),
        Gen.Elements("", "AAEC", "/w==").Select(bytes => new Value(
            $$"""{"blobValue":"{{bytes}}"}""", $"({Convert.FromBase64String(bytes).Length} bytes)")));

    [Fact]
    public async Task Each_value_is_shown_as_it_is_and_the_total_is_exact()
    {
        _aws.Columns =
            [("Text", "VARCHAR"), ("Kg", "DECIMAL"), ("Ratio", "DOUBLE"), ("Id", "BIGINT"), ("Other", "BLOB")];
        var rows = (
            from text in _texts
            from number in _decimals
            from ratio in _doubles
            from whole in _wholes
            from other in _others
            select new[] { text, number, ratio, whole, other }).Sample(Cases);
        _aws.Rows = [.. rows.Select(row => row.Select(value => value.Field).ToArray())];
        const string id = "0b7f6a52-0000-4000-8000-000000000001";
        var data = await new GetReportData(_aws.Database, "SELECT 1 AS one ORDER BY one", _aws.Pages, new TestClock())
            .HandleAsync(new ReportInput(id), new LambdaContext());
        await new RenderReport(_aws.Pages, _aws.S3, "reports-bucket", new ReportLayout("Rows", null, ["Kg"]))
            .HandleAsync(new RenderReportInput(id, "ann@example.com", data), new LambdaContext());

        var html = _aws.Objects[ReportKeys.Of(id)].Body;
        var shown = BodyRow().Matches(html).Select(row => CellText().Matches(row.Groups[1].Value)
            .Select(cell => WebUtility.HtmlDecode(cell.Groups[1].Value)).ToArray()).ToList();
        Assert.Equal(Cases, shown.Count);
        foreach (var (row, cells) in rows.Zip(shown)) Assert.Equal(row.Select(value => value.Shown), cells);
        var total = Total(rows.Select(row => row[1].Shown));
        Assert.Contains($"<td class=\"n\">{total}</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The sum of numbers of up to five decimals.</summary>
    private static string Total(IEnumerable<string> numbers)
    {
        var sum = BigInteger.Zero;
        foreach (var number in numbers.Where(number => number != _none.Shown))
        {
            var parts = number.Replace(",", "", StringComparison.Ordinal).Split('.');
            var digits = parts[0] + (parts.Length > 1 ? parts[1] : "").PadRight(5, '0');
            sum += BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        }
        var text = BigInteger.Abs(sum).ToString(CultureInfo.InvariantCulture).PadLeft(6, '0');
        return Grouped($"{(sum.Sign < 0 ? "-" : "")}{text[..^5]}.{text[^5..]}");
    }

    private static string Grouped(string number) => Digits().Replace(
        number, whole => string.Concat(whole.Value.Select((digit, place) =>
            place > 0 && (whole.Length - place) % 3 == 0 ? $",{digit}" : $"{digit}")), 1);

    [GeneratedRegex("<tr>(<td.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex BodyRow();

    [GeneratedRegex("<td[^>]*>(.*?)</td>", RegexOptions.Singleline)]
    private static partial Regex CellText();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
