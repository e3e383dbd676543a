using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Reports;

/// <summary>Reports from a real MariaDB.</summary>
[Collection(nameof(OneClickStack))]
public class MariaDbReportTests(OneClickStack stack, Browser browser)
{
    [Fact]
    public async Task A_report_has_the_numbers_that_are_in_MariaDB()
    {
        await stack.MariaDb.ClientAsync("UPDATE beans SET quantity = 1234.5 WHERE id = 4");
        var execution = await ReportApi.StartAsync(stack);
        Assert.Equal("SUCCEEDED", await ReportApi.EndAsync(stack, execution));
        var mail = await ReportApi.MailAsync(stack, ReportApi.IdOf(execution));
        await using var report = await browser.OpenAsync(ReportApi.LinkIn(mail));
        var rows = await report.Page.Locator("tbody tr:not([class])").AllInnerTextsAsync();
        var expected = await stack.MariaDb.ClientAsync(
            "SELECT suppliers.name, product_name, type, quantity, price, value " +
            "FROM beans JOIN suppliers ON suppliers.id = supplier_id ORDER BY suppliers.name, product_name");
        Assert.Equal(expected.Split('\n'), rows.Select(row => row.Replace(",", "", StringComparison.Ordinal)));
        var total = await report.Page.Locator("tfoot td").Last.InnerTextAsync();
        Assert.Equal(
            await stack.MariaDb.ClientAsync("SELECT SUM(value) FROM beans"),
            total.Replace(",", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_paused_is_waited_for()
    {
        Assert.Equal("SUCCEEDED", await ReportApi.EndAsync(stack, await ReportApi.StartAsync(stack)));
        // This report woke up the database, or an earlier one of another test.
        var all = await stack.StepFunctionsAsync(
            "ListExecutions", new { stateMachineArn = stack.Output("ReportStateMachineArn") });
        var histories = await Task.WhenAll(all.GetProperty("executions").EnumerateArray()
            .Select(execution => stack.HistoryAsync(execution.GetProperty("executionArn").GetString()!)));
        var waited = Assert.Single(histories, history => history.Exists(IsPaused));
        Assert.Contains(
            waited.SkipWhile(item => !IsPaused(item)).Skip(1),
            item => item.GetProperty("type").GetString() == "TaskScheduled");
    }

    private static bool IsPaused(JsonElement item) =>
        item.TryGetProperty(
            "taskFailedEventDetails",
            out var failed) && failed.GetProperty("error").GetString() == "DatabaseResumingException";

    [Fact]
    public async Task A_report_without_its_table_fails_with_the_servers_message()
    {
        await stack.MariaDb.ClientAsync("RENAME TABLE beans TO beans_away");
        try
        {
            var execution = await ReportApi.StartAsync(stack);
            Assert.Equal("FAILED", await ReportApi.EndAsync(stack, execution));
            var end = await stack.DescribeAsync(execution);
            Assert.Equal("DatabaseErrorException", end.GetProperty("error").GetString());
            Assert.Contains("supplierdb.beans", end.GetProperty("cause").GetString(), StringComparison.Ordinal);
            ReportApi.AssertSubject(
                "Failed: Coffee suppliers' inventory",
                await ReportApi.MailAsync(stack, ReportApi.IdOf(execution)));
        }
        finally
        {
            await stack.MariaDb.ClientAsync("RENAME TABLE beans_away TO beans");
        }
    }
}
