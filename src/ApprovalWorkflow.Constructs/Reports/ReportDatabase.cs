namespace ApprovalWorkflow.Reports;

/// <summary>A database that reports read through the RDS Data API, as the secret's user.</summary>
/// <param name="ClusterArn">The Aurora cluster, with the Data API enabled.</param>
/// <param name="SecretArn">The secret with the user's name and password.</param>
/// <param name="Name">The database in the cluster.</param>
/// <remarks>https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html</remarks>
public sealed record ReportDatabase(string ClusterArn, string SecretArn, string Name)
{
    /// <summary>The environment variables of a handler that reads it.</summary>
    internal Dictionary<string, string> Environment() => new()
    {
        [Variables.DatabaseCluster] = ClusterArn,
        [Variables.DatabaseSecret] = SecretArn,
        [Variables.DatabaseName] = Name,
    };

    /// <summary>Lets a role run statements, in transactions.</summary>
    internal void AllowStatements(IRole role)
    {
        role.Allow(
            ClusterArn,
            "rds-data:BeginTransaction",
            "rds-data:CommitTransaction",
            "rds-data:ExecuteStatement",
            "rds-data:RollbackTransaction");
        role.Allow(SecretArn, "secretsmanager:GetSecretValue");
    }
}
