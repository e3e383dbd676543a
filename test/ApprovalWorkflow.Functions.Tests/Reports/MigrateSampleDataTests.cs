using Amazon.RDSDataService.Model;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>
/// The sample database is created once. <see cref="SampleDatabaseTests"/> runs its statements on MariaDB and SQLite.
/// </summary>
public sealed class MigrateSampleDataTests : IDisposable
{
    private readonly ReportStub _aws = new() { Columns = [("version", "INT")] };
    private int _waits;

    public void Dispose() => _aws.Dispose();

    private Task MigrateAsync() => new MigrateSampleData(_aws.Database, _aws.Reader, _ =>
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
                "INSERT INTO beans", "CREATE INDEX suppliers_by_name ON suppliers (name)",
                "CREATE INDEX beans_by_supplier ON beans (supplier_id,", "INSERT INTO migrations",
                "CREATE USER IF NOT EXISTS 'report_reader'@'%'", "ALTER USER", "GRANT SELECT",
            ],
            _aws.Statements.Select(sql => string.Join(' ', sql.Split(' ').Take(sql[0] switch
            {
                'C' => 6,
                'I' => 3,
                _ => 2,
            }))));
        Assert.Equal(["/CommitTransaction", "/CommitTransaction"], _aws.Ended);
    }

    [Fact]
    public async Task The_user_that_reports_read_as_has_the_password_in_its_secret_and_may_only_read()
    {
        await MigrateAsync();
        Assert.Equal(
            [
                @"CREATE USER IF NOT EXISTS 'report_reader'@'%' IDENTIFIED BY 'it''s \\ secret'",
                @"ALTER USER 'report_reader'@'%' IDENTIFIED BY 'it''s \\ secret'",
                "GRANT SELECT ON `supplierdb`.* TO 'report_reader'@'%'",
            ],
            _aws.Statements.TakeLast(3));
    }

    [Fact]
    public async Task A_migration_runs_once()
    {
        _aws.Rows = [["""{"longValue":1}"""], ["""{"longValue":2}"""]];
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
        Assert.Equal(["/CommitTransaction", "/CommitTransaction"], _aws.Ended);
    }

    [Fact]
    public async Task A_database_that_never_wakes_fails()
    {
        for (var times = 0; times < 100; times++) _aws.Errors.Enqueue(("DatabaseResumingException", "resuming"));
        await Assert.ThrowsAsync<DatabaseResumingException>(MigrateAsync);
        Assert.Equal(59, _waits);
    }
}
