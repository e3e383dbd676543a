using Amazon.RDSDataService;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.RdsData;

/// <summary>One call of each operation, with nothing in it but what is required.</summary>
internal static class Calls
{
    public const string Cluster = "arn:aws:rds:us-east-1:123456789012:cluster:supplierdb";
    public const string Secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1a2b-AbCdEf";
    public const string Transaction = "AAAAKgAAAAI+a/b==";

    private static readonly Dictionary<string, Func<IAmazonRDSDataService, Task<AmazonWebServiceResponse>>> _all = new()
    {
        ["BeginTransaction"] = async client => await client.BeginTransactionAsync(
            new() { ResourceArn = Cluster, SecretArn = Secret }),
        ["CommitTransaction"] = async client => await client.CommitTransactionAsync(
            new() { ResourceArn = Cluster, SecretArn = Secret, TransactionId = Transaction }),
        ["ExecuteStatement"] = async client => await client.ExecuteStatementAsync(
            new() { ResourceArn = Cluster, SecretArn = Secret, Sql = "SELECT 1" }),
        ["RollbackTransaction"] = async client => await client.RollbackTransactionAsync(
            new() { ResourceArn = Cluster, SecretArn = Secret, TransactionId = Transaction }),
    };

    /// <summary>The operations' names.</summary>
    public static string[] Operations => [.. _all.Keys];

    /// <summary>What AWS's model has in their requests and answers.</summary>
    public static Shapes Shapes { get; } =
        new(ServiceModel.RdsData, "Amazon.RDSDataService", Operations, (_, _) => true);

    public static Task<AmazonWebServiceResponse> CallAsync(this IAmazonRDSDataService client, string operation) =>
        _all[operation](client);

    /// <summary>The request that a call sends.</summary>
    public static async Task<RecordedRequest> SentByAsync(Func<IAmazonRDSDataService, Task> call)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.RdsData(server.Url);
        await call(client);
        return Assert.Single(server.Requests);
    }
}
