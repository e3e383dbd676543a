using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// A database of an Aurora cluster, by the RDS Data API: no connection is held, and the password stays in Secrets
/// Manager. A statement may take 45 seconds, its answer 1 MiB.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html</remarks>
public sealed class DatabaseClient(
    IAmazonRDSDataService dataApi, string clusterArn, string secretArn, string database)
{
    /// <summary>
    /// Whether the same work may succeed in a moment, although the Data API calls it the caller's fault: when a call's
    /// answer was lost, the SDK's next try finds its transaction busy or gone, and a cluster that starts or is modified
    /// is there again soon.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.troubleshooting.html
    /// </remarks>
    public static bool MayPass(Exception error) => error
        is TransactionNotFoundException or SecretsErrorException or InvalidResourceStateException
        || (error is DatabaseErrorException
            && error.Message.Contains("still running a query", StringComparison.OrdinalIgnoreCase));

    /// <summary>Runs one statement, in a transaction if one is given.</summary>
    public Task<ExecuteStatementResponse> ExecuteAsync(string sql, string? transactionId = null) =>
        dataApi.ExecuteStatementAsync(new ExecuteStatementRequest
        {
            ResourceArn = clusterArn,
            SecretArn = secretArn,
            Database = database,
            Sql = sql,
            TransactionId = transactionId,
            IncludeResultMetadata = true,
        });

    /// <summary>
    /// Does all of the work in one transaction, in which everything that is read is as it was at the first statement.
    /// What was written is there only if all of it went well.
    /// </summary>
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

    /// <summary>
    /// What failed is known; a transaction that cannot be ended now ends by itself after three minutes.
    /// </summary>
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
            // A failed statement often has ended it already.
        }
    }
}
