using Amazon.RDSDataService.Model;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>Rows on their way from the database to S3.</summary>
public sealed class GetReportDataTests : IDisposable
{
    private const string Id = "0b7f6a52-0000-4000-8000-000000000001";

    private readonly ReportStub _aws = new();

    public void Dispose() => _aws.Dispose();

    private Task<ReportData> GetAsync(string query = "SELECT 1 AS one ORDER BY one") =>
        new GetReportData(
            _aws.Database, query, _aws.Pages, new TestClock()).HandleAsync(new ReportInput(Id), new LambdaContext());

    private JsonElement Page(ReportData data, int page) =>
        Given.Json(_aws.Objects[$"{data.Prefix}{page:D6}.json"].Body);

    [Fact]
    public async Task Values_arrive_as_the_database_has_them()
    {
        _aws.Columns =
        [
            ("a", "VARCHAR"), ("b", "DECIMAL"), ("c", "BIGINT"), ("d", "DOUBLE"), ("e", "DATE"), ("f", "BIT"),
            ("g", "BLOB"), ("h", "INT"), ("i", "BIT"), ("j", "BIGINT UNSIGNED"),
        ];
        _aws.Rows =
        [
            [
                """{"stringValue":"<b>\u00e9"}""", """{"stringValue":"12345678901234567890123456789012345.10"}""",
                """{"longValue":9223372036854775807}""", """{"doubleValue":0.1}""", """{"stringValue":"2026-11-20"}""",
                """{"booleanValue":true}""", """{"blobValue":"AAEC"}""", """{"isNull":true}""",
                """{"blobValue":"AQE="}""", """{"stringValue":"18446744073709551615"}""",
            ],
            [
                """{"stringValue":""}""", """{"stringValue":"not a number"}""", """{"longValue":-1}""",
                """{"doubleValue":1e300}""", """{"isNull":true}""", """{"booleanValue":false}""",
                """{"blobValue":""}""", """{"longValue":0}""", """{"blobValue":"AA=="}""", """{"longValue":7}""",
            ],
        ];
        var data = await GetAsync();
        Assert.Equal(new ReportData(data.Prefix, 1, 2, "2026-11-20T10:00:00.000Z"), data);
        Assert.StartsWith($"runs/{Id}/", data.Prefix, StringComparison.Ordinal);
        var page = Page(data, 0);
        Assert.Equal("a,b,c,d,e,f,g,h,i,j", string.Join(',', page.GetProperty("columns").EnumerateArray()));
        Assert.Equal(
            """["<b>é",12345678901234567890123456789012345.10,9223372036854775807,0.1,""" +
            "\"2026-11-20\",true,\"(3 bytes)\",null,257,18446744073709551615]",
            string.Concat("[", string.Join(',', page.GetProperty("rows")[0].EnumerateArray().Select(Shown)), "]"));
        Assert.Equal(
            """["","not a number",-1,1E+300,null,false,"(0 bytes)",0,0,7]""",
            string.Concat("[", string.Join(',', page.GetProperty("rows")[1].EnumerateArray().Select(Shown)), "]"));
    }

    private static string Shown(JsonElement cell) =>
        cell.ValueKind == JsonValueKind.String ? $"\"{cell.GetString()}\"" : cell.GetRawText();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_TINYINT_that_holds_2_is_not_shown_as_yes_but_named_with_the_remedy(bool hasOthers)
    {
        _aws.Columns = [("Id", "INT"), ("Stars", "BIT")];
        _aws.Rows = [.. Enumerable.Repeat<string[]>(["""{"longValue":1}""", """{"booleanValue":true}"""], 1500)];
        _aws.Checked = hasOthers ? [["""{"longValue":1}"""]] : [];
        var error = await Record.ExceptionAsync(() => GetAsync("SELECT id, stars FROM hotels ORDER BY id"));
        Assert.Equal(
            hasOthers
                ? "report:query: gives other numbers than 0 and 1 in the column Stars, which the RDS Data API " +
                "reads as yes or no, because its type is TINYINT(1) or BIT; select it as CAST(… AS SIGNED)."
                : null,
            error?.Message);
        Assert.Single(
            _aws.Statements,
            "WITH report (c0, c1) AS (\nSELECT id, stars FROM hotels ORDER BY id\n) " +
            "SELECT 1 FROM report WHERE c1 NOT IN (0, 1) LIMIT 1");
        Assert.Equal([hasOthers ? "/RollbackTransaction" : "/CommitTransaction"], _aws.Ended);
    }

    [Fact]
    public async Task A_number_above_64_bits_is_named_with_its_column_and_the_remedy()
    {
        _aws.Columns = [("Name", "VARCHAR"), ("Serial", "BIGINT UNSIGNED")];
        _aws.StatementErrors.Enqueue((
            "DatabaseErrorException",
            "Value '18,446,744,073,709,551,615' is outside of valid range for type java.lang.Long"));
        var error = await Assert.ThrowsAsync<ReportSettingsException>(() => GetAsync());
        Assert.Equal(
            "report:query: gives a number above 9223372036854775807 in the column Serial, which the RDS Data API " +
            "cannot read; select it as CAST(… AS DECIMAL(20)).",
            error.Message);
        Assert.Empty(_aws.Objects);
    }

    [Fact]
    public async Task Many_rows_come_in_pages_of_one_transaction()
    {
        _aws.Rows = [.. Enumerable.Range(0, 50_000)
            .Select(row => new[] { """{"stringValue":"x"}""", $$"""{"stringValue":"{{row}}.5"}""" })];
        var data = await GetAsync("SELECT a -- all\nFROM b ORDER BY a -- in order");
        Assert.Equal((50, 50_000L), (data.Pages, data.Rows));
        Assert.Equal(50, _aws.Objects.Count);
        Assert.Equal("49999.5", Page(data, 49).GetProperty("rows")[999][1].GetRawText());
        Assert.Equal(["/CommitTransaction"], _aws.Ended);
        // Each statement reads on from the last page's key.
        Assert.Equal(51 + 1, _aws.Statements.Count);
        Assert.Equal(
            "SELECT * FROM (\nSELECT a -- all\nFROM b \n) AS report\nWHERE report.`a` > :a0\n" +
            "AND (report.`a` <= :u0 OR report.`a` IS NULL)\nAND report.`a` <= :u0\nORDER BY report.`a` LIMIT 2000",
            _aws.Statements.ElementAt(2));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    public async Task There_is_always_a_page_with_the_columns(int rows, int pages)
    {
        _aws.Rows = [.. Enumerable.Repeat<string[]>(["""{"stringValue":"x"}""", """{"isNull":true}"""], rows)];
        var data = await GetAsync();
        Assert.Equal((pages, (long)rows), (data.Pages, data.Rows));
        Assert.Equal(pages, _aws.Objects.Count);
        Assert.Equal(2, Page(data, 0).GetProperty("columns").GetArrayLength());
    }

    [Fact]
    public async Task Rows_that_are_too_large_for_one_answer_come_in_smaller_pages()
    {
        var text = new string('x', 60_000);
        _aws.Rows = [.. Enumerable.Range(0, 40)
            .Select(row => new[] { $$"""{"stringValue":"{{text}}"}""", $$"""{"stringValue":"{{row}}"}""" })];
        var data = await GetAsync();
        Assert.Equal(40, data.Rows);
        var numbers = Enumerable.Range(0, data.Pages)
            .SelectMany(page => Page(data, page).GetProperty("rows").EnumerateArray().Select(row => row[1].GetInt32()));
        Assert.Equal(Enumerable.Range(0, 40), numbers);
    }

    [Fact]
    public async Task A_row_that_is_too_large_by_itself_fails()
    {
        _aws.Rows = [[$$"""{"stringValue":"{{new string('x', 1 << 21)}}"}""", """{"isNull":true}"""]];
        await Assert.ThrowsAsync<BadRequestException>(() => GetAsync());
    }

    [Fact]
    public async Task A_database_that_resumes_fails_with_the_name_that_the_state_machine_retries()
    {
        _aws.Errors.Enqueue(
            ("DatabaseResumingException", "The Aurora DB instance is resuming after being auto-paused."));
        await Assert.ThrowsAsync<DatabaseResumingException>(() => GetAsync());
        Assert.Empty(_aws.Objects);
    }

    [Theory]
    [InlineData("TransactionNotFoundException", "Transaction is not found")]
    [InlineData("SecretsErrorException", "RDS Data API timed out retrieving the secret")]
    [InlineData("InvalidResourceStateException", "The cluster is being modified")]
    [InlineData("DatabaseErrorException", "Transaction is still running a query")]
    public async Task A_transient_fault_has_the_name_that_the_state_machine_retries(string type, string message)
    {
        _aws.Errors.Enqueue((type, message));
        var error = await Assert.ThrowsAsync<AwsCallFailedException>(() => GetAsync());
        Assert.StartsWith(type, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_query_fails_with_the_databases_message_and_ends_the_transaction()
    {
        var database = _aws.Database;
        var error = await Assert.ThrowsAsync<DatabaseErrorException>(() => database.InTransactionAsync(transaction =>
        {
            _aws.Errors.Enqueue(("DatabaseErrorException", "Table 'supplierdb.nowhere' doesn't exist"));
            return database.ExecuteAsync("SELECT * FROM nowhere ORDER BY 1", transaction);
        }));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        Assert.Equal(["/RollbackTransaction"], _aws.Ended);
    }

    [Fact]
    public async Task Each_try_has_its_own_prefix() =>
        Assert.NotEqual((await GetAsync()).Prefix, (await GetAsync()).Prefix);
}
