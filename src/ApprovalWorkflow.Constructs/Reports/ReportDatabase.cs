namespace ApprovalWorkflow.Reports;

/// <summary>A database that reports read, by the RDS Data API.</summary>
/// <param name="ClusterArn">The Aurora cluster, with the Data API enabled.</param>
/// <param name="SecretArn">The secret with the user's name and password.</param>
/// <param name="Name">The database in the cluster.</param>
/// <remarks>https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html</remarks>
public sealed record ReportDatabase(string ClusterArn, string SecretArn, string Name);
