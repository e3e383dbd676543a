using Amazon.RDSDataService;
using ApprovalWorkflow.Packages.Tests.Support;
using static ApprovalWorkflow.Packages.Tests.Sdk.AwsCliTests;

namespace ApprovalWorkflow.Packages.Tests.RdsData;

/// <summary>The client sends what the AWS CLI sends for the same call.</summary>
public class AwsCliTests
{
    private const string Sql = "SELECT `name` FROM beans WHERE name <> 'Ä \"ö\" 👍' ORDER BY id\nLIMIT 10 OFFSET 0";

    [AwsCliFact]
    public Task BeginTransaction_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.BeginTransactionAsync(
            new() { Database = "supplierdb", ResourceArn = Calls.Cluster, SecretArn = Calls.Secret }),
        "begin-transaction", "--database", "supplierdb");

    [AwsCliFact]
    public Task CommitTransaction_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.CallAsync("CommitTransaction"),
        "commit-transaction", "--transaction-id", Calls.Transaction);

    [AwsCliFact]
    public Task RollbackTransaction_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.CallAsync("RollbackTransaction"),
        "rollback-transaction", "--transaction-id", Calls.Transaction);

    [AwsCliFact]
    public Task ExecuteStatement_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.ExecuteStatementAsync(new()
        {
            Database = "supplierdb",
            IncludeResultMetadata = true,
            Parameters =
            [
                new() { Name = "a", Value = new() { StringValue = "2026-11-21" }, TypeHint = TypeHint.DATE },
                new() { Name = "b", Value = new() { DoubleValue = 0.5 } },
                new() { Name = "c", Value = new() { LongValue = 9_007_199_254_740_993 } },
                new() { Name = "d", Value = new() { IsNull = true } },
            ],
            ResourceArn = Calls.Cluster,
            ResultSetOptions = new() { DecimalReturnType = DecimalReturnType.STRING },
            SecretArn = Calls.Secret,
            Sql = Sql,
            TransactionId = Calls.Transaction,
        }),
        "execute-statement", "--database", "supplierdb", "--include-result-metadata", "--sql", Sql,
        "--transaction-id", Calls.Transaction, "--result-set-options", "decimalReturnType=STRING", "--parameters",
        """
        [{"name":"a","value":{"stringValue":"2026-11-21"},"typeHint":"DATE"},{"name":"b","value":{"doubleValue":0.5}},
        {"name":"c","value":{"longValue":9007199254740993}},{"name":"d","value":{"isNull":true}}]
        """);

    private static async Task AssertSameAsync(Func<IAmazonRDSDataService, Task> call, params string[] arguments)
    {
        var cli = await RecordAsync(
            Answer.Json(200, "{}"),
            ["rds-data", .. arguments, "--resource-arn", Calls.Cluster, "--secret-arn", Calls.Secret]);
        var sdk = await Calls.SentByAsync(call);

        AssertSameJson(cli, sdk);
    }
}
