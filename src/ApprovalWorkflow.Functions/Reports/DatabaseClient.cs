using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// An Aurora database by the RDS Data API, without a connection or a password. A statement may take 45 seconds, and
/// its answer may have 1 MiB.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html</remarks>
public sealed class DatabaseClient(IAmazonRDSDataService dataApi, string clusterArn, string secretArn, string database)
{
    /// <summary>
    /// Whether the same work may succeed soon, although the error is a client error. After a lost answer, the SDK's
    /// retry finds its transaction busy or gone. A cluster that starts or changes is soon available.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.troubleshooting.html
    /// </remarks>
    public static bool MayPass(Exception error) => error
        is TransactionNotFoundException or SecretsErrorException or InvalidResourceStateException
        || (error is DatabaseErrorException
            && error.Message.Contains("still running a query", StringComparison.OrdinalIgnoreCase));

    /// <summary>The database's name.</summary>
    public string Name => database;

    public Task<ExecuteStatementResponse> ExecuteAsync(
        string sql, string? transactionId = null, List<SqlParameter>? parameters = null) =>
        dataApi.ExecuteStatementAsync(new ExecuteStatementRequest
        {
            ResourceArn = clusterArn,
            SecretArn = secretArn,
            Database = database,
            Sql = sql,
            TransactionId = transactionId,
            Parameters = parameters,
            IncludeResultMetadata = true,
        });

    /// <summary>Runs the work in one transaction: it reads one state of the data, and writes all or nothing.</summary>
    public async Task<T> InTransactionAsync<T>(Func<string, Task<T>> work)
    {
        var transaction = await dataApi.BeginTransactionAsync(new BeginTransactionRequest
        {
            ResourceArn = clusterArn,
            SecretArn = secretArn,
            Database = database,
        });
        T result;
        try
        {
            result = await work(transaction.TransactionId);
        }
        catch
        {
            await TryRollbackAsync(transaction.TransactionId);
            throw;
        }
        await dataApi.CommitTransactionAsync(new CommitTransactionRequest
        {
            ResourceArn = clusterArn,
            SecretArn = secretArn,
            TransactionId = transaction.TransactionId,
        });
        return result;
    }

    /// <summary>A transaction that cannot be rolled back ends by itself after three minutes.</summary>
    private async Task TryRollbackAsync(string transactionId)
    {
        try
        {
            await dataApi.RollbackTransactionAsync(new RollbackTransactionRequest
            {
                ResourceArn = clusterArn,
                SecretArn = secretArn,
                TransactionId = transactionId,
            });
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            // A failed statement has often ended the transaction already.
        }
    }
}
