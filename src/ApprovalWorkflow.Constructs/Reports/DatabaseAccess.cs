using Amazon.CDK.AWS.IAM;

namespace ApprovalWorkflow.Reports;

/// <summary>How functions reach a database: by the RDS Data API, with the user in the secret.</summary>
internal static class DatabaseAccess
{
    /// <summary>The environment variables of a handler that does.</summary>
    public static Dictionary<string, string> Environment(this ReportDatabase database) => new()
    {
        [Variables.DatabaseCluster] = database.ClusterArn,
        [Variables.DatabaseSecret] = database.SecretArn,
        [Variables.DatabaseName] = database.Name,
    };

    /// <summary>Lets a role run statements, in transactions.</summary>
    public static void AllowStatements(this ReportDatabase database, IRole role)
    {
        role.Allow(
            database.ClusterArn,
            "rds-data:BeginTransaction",
            "rds-data:CommitTransaction",
            "rds-data:ExecuteStatement",
            "rds-data:RollbackTransaction");
        role.Allow(database.SecretArn, "secretsmanager:GetSecretValue");
    }
}
