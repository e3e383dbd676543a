using Amazon.RDSDataService.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// Runs the migrations of <see cref="SampleData"/>. Each deployment invokes it. Repeated and concurrent runs are safe,
/// because each migration notes in its transaction that it has run.
/// </summary>
/// <param name="wait">Waits before the next call to a database that is not ready.</param>
public sealed class MigrateSampleData(DatabaseClient database, Func<TimeSpan, Task> wait)
{
    /// <summary>A paused cluster wakes in about 15 seconds, and in half a minute or more after a day.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    private const int MostTries = 36;

    public async Task<NoResult> HandleAsync(JsonElement input, ILambdaContext context)
    {
        await AwakeAsync(context);
        var done = await DoneAsync();
        foreach (var migration in SampleData.Migrations)
        {
            if (done.Contains(migration.Version)) continue;
            foreach (var table in migration.Tables) await database.ExecuteAsync(table);
            if (await TryFillAsync(migration))
                context.Logger.LogInformation("Migrated the database to version {version}", migration.Version);
        }
        return new NoResult();
    }

    private async Task AwakeAsync(ILambdaContext context)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await database.ExecuteAsync(SampleData.Versions);
                return;
            }
            catch (Exception error) when (tries < MostTries && MayPass(error))
            {
                context.Logger.LogInformation("The database is not ready: {why}", error.Message);
                await wait(_pause);
            }
        }
    }

    private static bool MayPass(Exception error) =>
        error is DatabaseResumingException || DatabaseClient.MayPass(error) || AwsCalls.MayPass(error);

    private async Task<HashSet<long>> DoneAsync()
    {
        var answer = await database.ExecuteAsync("SELECT version FROM migrations");
        return [.. (answer.Records ?? []).Select(row => row[0].LongValue ?? 0)];
    }

    /// <returns>False if another run has filled the tables in the meantime.</returns>
    private async Task<bool> TryFillAsync(Migration migration)
    {
        try
        {
            return await database.InTransactionAsync(async transaction =>
            {
                await database.ExecuteAsync($"INSERT INTO migrations VALUES ({migration.Version})", transaction);
                foreach (var rows in migration.Rows) await database.ExecuteAsync(rows, transaction);
                return true;
            });
        }
        catch (Exception error)
            when (error is DatabaseErrorException or BadRequestException or StatementTimeoutException)
        {
            if ((await DoneAsync()).Contains(migration.Version)) return false;
            throw;
        }
    }
}
