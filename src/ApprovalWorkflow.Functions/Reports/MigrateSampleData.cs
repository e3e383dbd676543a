using Amazon.RDSDataService.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// Runs the migrations of <see cref="SampleData"/>, and creates the user that reports read as. Each deployment invokes
/// it. It may be repeated, run twice at once, or end halfway: each statement can run again, and each migration notes in
/// the transaction of its rows that it has run.
/// </summary>
/// <param name="reader">The user that may only read.</param>
/// <param name="wait">Waits before the next try.</param>
public sealed class MigrateSampleData(DatabaseClient database, ReaderSecret reader, Func<TimeSpan, Task> wait)
{
    /// <summary>A paused cluster wakes in about 15 seconds, and in half a minute or more after a day.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    /// <summary>Longer than the three minutes after which the Data API ends what a killed run left open.</summary>
    private const int MostTries = 60;

    public async Task<NoResult> HandleAsync(JsonElement input, ILambdaContext context)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await MigrateAsync(context);
                await CreateReaderAsync();
                return new NoResult();
            }
            // A lost answer can make any statement fail when the SDK repeats it. The next try finds what is done.
            catch (Exception error) when (tries < MostTries && AwsCalls.IsAwsFailure(error))
            {
                context.Logger.LogInformation("Try {tries} failed: {why}", tries, error.Message);
                await wait(_pause);
            }
        }
    }

    private async Task MigrateAsync(ILambdaContext context)
    {
        await database.ExecuteAsync(SampleData.Versions);
        var answer = await database.ExecuteAsync("SELECT version FROM migrations");
        var done = (answer.Records ?? []).Select(row => row[0].LongValue ?? 0).ToHashSet();
        foreach (var migration in SampleData.Migrations.Where(migration => !done.Contains(migration.Version)))
        {
            foreach (var statement in migration.Schema) await DefineAsync(statement);
            await database.InTransactionAsync(async transaction =>
            {
                await database.ExecuteAsync($"INSERT INTO migrations VALUES ({migration.Version})", transaction);
                foreach (var rows in migration.Rows) await database.ExecuteAsync(rows, transaction);
                return true;
            });
            context.Logger.LogInformation("Migrated the database to version {version}", migration.Version);
        }
    }

    /// <summary>Runs a statement that MySQL commits by itself. An earlier run may have done so.</summary>
    private async Task DefineAsync(string statement)
    {
        try
        {
            await database.ExecuteAsync(statement);
        }
        catch (Exception error) when (error is DatabaseErrorException or BadRequestException && IsThere(error.Message))
        {
        }
    }

    /// <summary>MySQL has no <c>CREATE INDEX IF NOT EXISTS</c>.</summary>
    private static bool IsThere(string message) =>
        message.Contains("Duplicate key name", StringComparison.Ordinal)
        || message.Contains("already exists", StringComparison.Ordinal);

    /// <summary>Sets the password each time, because the secret may have a new one.</summary>
    private async Task CreateReaderAsync()
    {
        var (name, password) = await reader.ReadAsync();
        var user = $"{Text(name)}@'%'";
        await database.ExecuteAsync($"CREATE USER IF NOT EXISTS {user} IDENTIFIED BY {Text(password)}");
        await database.ExecuteAsync($"ALTER USER {user} IDENTIFIED BY {Text(password)}");
        await database.ExecuteAsync($"GRANT SELECT ON `{database.Name}`.* TO {user}");
    }

    /// <summary>A text in SQL. These statements take no parameters.</summary>
    private static string Text(string text) => "'"
        + text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";
}
