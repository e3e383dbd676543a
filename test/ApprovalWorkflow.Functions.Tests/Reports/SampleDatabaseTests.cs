using Amazon.RDSDataService.Model;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>The sample's migration against real databases: whatever breaks, everything is there once.</summary>
[Collection(nameof(DataApi))]
public sealed class SampleDatabaseTests(DataApi dataApi) : IDisposable
{
    /// <summary>More than the migration makes.</summary>
    private const int Calls = 20;

    private readonly ReportStub _aws = new();

    public static TheoryData<string> Engines => DataApi.Engines;

    public void Dispose() => _aws.Dispose();

    private Task<NoResult> MigrateAsync(DatabaseClient database, Func<TimeSpan, Task>? wait = null) =>
        new MigrateSampleData(database, _aws.Reader, wait ?? (_ => Task.Delay(50)))
            .HandleAsync(Given.Json("{}"), new LambdaContext());

    private async Task AssertCompleteAsync(string engine, DatabaseClient database, int call = 0)
    {
        var reader = dataApi.Reader(engine, database);
        async Task<string> ValuesAsync(string sql) => string.Join(
            ' ', (await reader.ExecuteAsync(sql)).Records.Select(row => row[0].LongValue));
        Assert.Equal(
            (call, "1 2", "3", "8"),
            (call, await ValuesAsync("SELECT version FROM migrations ORDER BY version"),
                await ValuesAsync("SELECT COUNT(*) FROM suppliers"), await ValuesAsync("SELECT COUNT(*) FROM beans")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_is_complete_whichever_answer_is_lost(string engine)
    {
        for (var call = 1; call <= Calls; call++)
        {
            var database = await dataApi.CreateAsync(engine);
            await dataApi.BreakAsync(engine, lose: [call]);
            await MigrateAsync(database);
            await dataApi.BreakAsync(engine);
            await AssertCompleteAsync(engine, database, call);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_is_completed_by_the_next_run_wherever_it_was_killed(string engine)
    {
        for (var call = 1; call < Calls; call += 2)
        {
            var database = await dataApi.CreateAsync(engine);
            await dataApi.BreakAsync(engine, deadFrom: call);
            var killed = await Record.ExceptionAsync(
                () => MigrateAsync(database, _ => throw new OperationCanceledException()));
            await dataApi.BreakAsync(engine);
            Assert.Equal(call < 18, killed is OperationCanceledException);
            await MigrateAsync(database);
            await AssertCompleteAsync(engine, database, call);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_is_complete_after_three_runs_at_once(string engine)
    {
        var database = await dataApi.CreateAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => MigrateAsync(database))));
        await AssertCompleteAsync(engine, database);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_database_of_an_earlier_version_keeps_its_rows(string engine)
    {
        var database = await dataApi.CreateAsync(engine);
        await database.ExecuteAsync(SampleData.Versions);
        var first = SampleData.Migrations[0];
        foreach (var statement in first.Schema.Concat(first.Rows).Append("INSERT INTO migrations VALUES (1)"))
            await database.ExecuteAsync(statement);
        await database.ExecuteAsync("UPDATE beans SET quantity = 1234.5 WHERE id = 4");
        await MigrateAsync(database);
        await AssertCompleteAsync(engine, database);
        var kept = await dataApi.Reader(engine, database).ExecuteAsync("SELECT quantity FROM beans WHERE id = 4");
        Assert.Equal("1234.5", kept.Records[0][0].StringValue);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_samples_report_is_read_by_a_user_who_can_write_nothing(string engine)
    {
        var database = await dataApi.CreateAsync(engine);
        await MigrateAsync(database);
        var reader = dataApi.Reader(engine, database);
        foreach (var sql in new[]
        {
            "DELETE FROM beans", "UPDATE beans SET quantity = 0", "INSERT INTO migrations VALUES (9)",
            "DROP TABLE beans", "CREATE TABLE other (id INT)",
        })
            await Assert.ThrowsAsync<DatabaseErrorException>(() => reader.ExecuteAsync(sql));
        await AssertCompleteAsync(engine, database);

        var data = await new GetReportData(reader, new ReportOptions().Query, _aws.Pages, new TestClock())
            .HandleAsync(new ReportInput("0b7f6a52-0000-4000-8000-000000000001"), new LambdaContext());
        var rows = Given.Json(_aws.Objects[$"{data.Prefix}000000.json"].Body).GetProperty("rows").EnumerateArray();
        Assert.Equal(
            [
                "Blue Harbor Imports: Barako", "Blue Harbor Imports: Dak Lak Screen 18",
                "Blue Harbor Imports: Mandheling", "Café do Vale: Bourbon Amarelo",
                "Café do Vale: Catuaí Vermelho", "Highland Growers: Harrar Natural",
                "Highland Growers: Sidamo Grade 1", "Highland Growers: Yirgacheffe Washed",
            ],
            rows.Select(row => $"{row[0].GetString()}: {row[1].GetString()}"));
    }
}
