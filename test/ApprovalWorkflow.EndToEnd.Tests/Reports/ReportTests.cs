using System.Net;
using System.Text.RegularExpressions;
using System.Web;
using ApprovalWorkflow.EndToEnd.Tests.Running;
using ApprovalWorkflow.EndToEnd.Tests.Website;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Reports;

/// <summary>From the button to the link in a mail, and failures on the way.</summary>
[Collection(nameof(ReviewStack))]
public class ReportTests(ReviewStack stack, Browser browser)
{
    private static readonly HttpClient _http = new();

    [Fact]
    public async Task A_report_that_is_requested_comes_by_mail_and_is_on_the_website()
    {
        await using var page = await SignedIn.OpenAsync(browser, stack);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Reports" }).ClickAsync();
        await Expect(page.Page.GetByText("You have no reports yet")).ToBeVisibleAsync();
        var id = await RequestTwiceAsync(page);

        var mail = await ReportApi.MailAsync(stack, id);
        Assert.Equal("a@example.com", mail.To);
        ReportApi.AssertSubject("Coffee suppliers' inventory", mail);
        await using (var report = await browser.OpenAsync(ReportApi.LinkIn(mail)))
        {
            await Expect(
                report.Page.GetByRole(
                    AriaRole.Heading, new() { Name = "Coffee suppliers' inventory" })).ToBeVisibleAsync();
            await AssertNumbersAsync(report.Page);
            Assert.Empty(await Browser.AccessibilityFindingsAsync(report.Page));
            Assert.Empty(report.Errors);
            Assert.Single(report.Requests, request => !request.Url.EndsWith("favicon.ico", StringComparison.Ordinal));
        }

        // No report for the second request.
        var rows = page.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem);
        await Expect(
            rows.GetByRole(AriaRole.Button, new() { Name = "Open" })).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await Expect(rows).ToHaveCountAsync(1);
        await SignedIn.AssertAccessibleAsync(page);
        await rows.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(
            page.Page.GetByRole(AriaRole.Heading, new() { Name = "Coffee suppliers' inventory" })).ToBeVisibleAsync();
    }

    /// <summary>Asks with the button, and at once again by the API, which starts no second execution.</summary>
    private async Task<string> RequestTwiceAsync(WatchedPage page)
    {
        // An execution's name holds for a step of 100 seconds: both calls come in one.
        var left = 100_000 - (int)(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() % 100_000);
        if (left < 20_000) await Task.Delay(left);
        var requested = await page.Page.RunAndWaitForResponseAsync(
            () => page.Page.GetByRole(AriaRole.Button, new() { Name = "Request report" }).ClickAsync(),
            response => response.Request.Method == "POST");
        Assert.Equal(202, requested.Status);
        var id = (await requested.JsonAsync())!.Value.GetProperty("id").GetString()!;
        var token = (await SignedIn.TokensAsync(page.Page)).GetProperty("idToken").GetString();
        var (status, body) = await SignedIn.CallAsync(stack, token, "/reports", "{}");
        // The first report is being made, or was made a moment ago.
        if (status == 202) Assert.Contains(id, body, StringComparison.Ordinal);
        else Assert.Equal((409, true), (status, body.Contains("less than two minutes ago", StringComparison.Ordinal)));
        return id;
    }

    /// <summary>The report has the numbers that are in the database.</summary>
    private async Task AssertNumbersAsync(IPage page)
    {
        var total = await page.Locator("tfoot td").Last.TextContentAsync();
        Assert.Equal(await ReportApi.ValueAsync(stack), ReportApi.Cents(total!));
        await Expect(
            page.GetByRole(AriaRole.Rowheader, new() { NameRegex = new Regex("^Total .") })).ToHaveCountAsync(3);
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(8 + 3);
    }

    [Fact]
    public async Task A_link_that_has_expired_opens_nothing()
    {
        var execution = await ReportApi.StartAsync(stack);
        Assert.Equal("SUCCEEDED", await ReportApi.EndAsync(stack, execution));
        var link = ReportApi.LinkIn(await ReportApi.MailAsync(stack, ReportApi.IdOf(execution)));
        using (var open = await _http.GetAsync(link))
        {
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
            Assert.Equal("text/html; charset=utf-8", open.Content.Headers.ContentType!.ToString());
            Assert.Equal("inline", open.Content.Headers.ContentDisposition!.DispositionType);
        }
        // The same link two hours later: S3 checks the signing time and the lifetime.
        var signed = HttpUtility.ParseQueryString(new Uri(link).Query)["X-Amz-Date"]!;
        var earlier = DateTime.UtcNow.AddHours(-2).ToString(
            "yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        using var closed = await _http.GetAsync(link.Replace(signed, earlier, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        Assert.DoesNotContain("Highland", await closed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_whose_query_fails_causes_a_mail_with_its_id()
    {
        await ReportApi.ExecuteAsync(stack, "ALTER TABLE beans RENAME TO beans_away");
        try
        {
            var execution = await ReportApi.StartAsync(stack, "b@example.com");
            await AssertFailedAsync(execution, "b@example.com");
            var cause = (await stack.DescribeAsync(execution)).GetProperty("cause").GetString()!;
            Assert.Contains("beans", cause, StringComparison.Ordinal);
        }
        finally
        {
            await ReportApi.ExecuteAsync(stack, "ALTER TABLE beans_away RENAME TO beans");
        }
    }

    [Fact]
    public async Task A_function_that_is_killed_once_runs_again()
    {
        var execution = await ReportApi.StartAsync(stack);
        await Workers.KillNextAsync(stack, "GetReportData");
        Assert.Equal("SUCCEEDED", await ReportApi.EndAsync(stack, execution));
        Assert.Contains(
            "http", (await ReportApi.MailAsync(stack, ReportApi.IdOf(execution))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RenderReport")]
    [InlineData("CreateReportLink")]
    public async Task A_function_that_is_killed_each_time_causes_a_mail(string handler)
    {
        using var killing = Workers.KillEach(stack, handler);
        await AssertFailedAsync(await ReportApi.StartAsync(stack, "c@example.com"), "c@example.com");
    }

    [Fact]
    public async Task Without_signing_in_nobody_gets_a_report()
    {
        Assert.Equal(401, (await SignedIn.CallAsync(stack, null, "/reports", "{}")).Status);
        Assert.Equal(401, (await SignedIn.CallAsync(stack, null, "/reports")).Status);
        Assert.Equal(401, (await SignedIn.CallAsync(stack, "forged", $"/reports/{Guid.NewGuid()}")).Status);
    }

    private async Task AssertFailedAsync(string execution, string requestedBy)
    {
        Assert.Equal("FAILED", await ReportApi.EndAsync(stack, execution));
        var mail = await ReportApi.MailAsync(stack, ReportApi.IdOf(execution));
        Assert.Equal(requestedBy, mail.To);
        ReportApi.AssertSubject("Failed: Coffee suppliers' inventory", mail);
        Assert.DoesNotContain("X-Amz-", mail.Text, StringComparison.Ordinal);
    }
}
