using Amazon.RDSDataService.Model;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>
/// The sample database is created once. The end-to-end tests run its statements on MariaDB and SQLite.
/// </summary>
public sealed class MigrateSampleDataTests : IDisposable
{
    private readonly ReportStub _aws = new() { Columns = [("version", "INT")] };
    private int _waits;

    public void Dispose() => _aws.Dispose();

    private Task MigrateAsync() => new MigrateSampleData(_aws.Database, _ =>
    {
        _waits++;
        return Task.CompletedTask;
    }).HandleAsync(Given.Json("{}"), new LambdaContext());

    [Fact]
    public async Task An_empty_database_gets_its_tables_then_its_rows_in_one_transaction()
    {
        await MigrateAsync();
        Assert.Equal(
            [
                "CREATE TABLE IF NOT EXISTS migrations", "SELECT version", "CREATE TABLE IF NOT EXISTS suppliers",
                "CREATE TABLE IF NOT EXISTS beans", "INSERT INTO migrations", "INSERT INTO suppliers",
                "INSERT INTO beans",
            ],
            _aws.Statements.Select(
                sql => string.Join(' ', sql.Split(' ').Take(sql[0] == 'C' ? 6 : sql[0] == 'S' ? 2 : 3))));
        Assert.Equal(["/CommitTransaction"], _aws.Ended);
    }

    [Fact]
    public async Task A_migration_runs_once()
    {
        _aws.Rows = [["""{"longValue":1}"""]];
        await MigrateAsync();
        Assert.DoesNotContain(_aws.Statements, sql => sql.StartsWith("INSERT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_not_ready_is_waited_for()
    {
        for (var times = 0; times < 2; times++) _aws.Errors.Enqueue(("DatabaseResumingException", "resuming"));
        _aws.Errors.Enqueue(("InvalidResourceStateException", "creating"));
        _aws.Errors.Enqueue(("SecretsErrorException", "timed out"));
        await MigrateAsync();
        Assert.Equal(4, _waits);
        Assert.Equal(["/CommitTransaction"], _aws.Ended);
    }

    [Fact]
    public async Task A_database_that_never_wakes_fails()
    {
        for (var times = 0; times < 100; times++) _aws.Errors.Enqueue(("DatabaseResumingException", "resuming"));
        await Assert.ThrowsAsync<DatabaseResumingException>(MigrateAsync);
        Assert.Equal(35, _waits);
    }
}
