using System.Text.RegularExpressions;

namespace ApprovalWorkflow;

/// <summary>A database that reports read through the RDS Data API, as the secret's user.</summary>
/// <param name="ClusterArn">The Aurora cluster, with the Data API enabled.</param>
/// <param name="SecretArn">The secret with the user's name and password.</param>
/// <param name="Name">The database in the cluster.</param>
/// <exception cref="InvalidPropertyException">An ARN or the name has another form.</exception>
/// <remarks>https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html</remarks>
public sealed partial record ReportDatabase(string ClusterArn, string SecretArn, string Name)
{
    /// <summary>The ARN of the Aurora cluster, with the Data API enabled.</summary>
    public string ClusterArn { get; } = ClusterArn.Matching(
        ClusterForm(),
        nameof(ClusterArn),
        "is not the ARN of an Aurora cluster",
        "Use the form arn:aws:rds:REGION:ACCOUNT:cluster:NAME");

    /// <summary>The complete ARN of the secret, with the six characters at its end.</summary>
    public string SecretArn { get; } = SecretArn.Matching(
        SecretForm(),
        nameof(SecretArn),
        "is not the complete ARN of a secret",
        "Include the six characters at its end: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf");

    /// <summary>The database: 1 to 64 characters.</summary>
    public string Name { get; } = Name.Matching(
        NameForm(),
        nameof(Name),
        "is not the name of a database",
        "Use 1 to 64 characters, without spaces, slashes, backslashes, dots and semicolons.");

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

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:cluster:[A-Za-z][A-Za-z0-9-]{0,62}\z")]
    private static partial Regex ClusterForm();

    [GeneratedRegex(
        @"\Aarn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}\z")]
    private static partial Regex SecretForm();

    [GeneratedRegex(@"\A[^\s/\\.;\p{C}]{1,64}\z")]
    private static partial Regex NameForm();
}
