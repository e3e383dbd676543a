using Amazon.CDK.AWS.Logs;
using Amazon.CDK.Triggers;

namespace ApprovalWorkflow;

/// <summary>
/// Creates the sample's tables, rows and reading user in a deployment, and again when the function changes: it is
/// idempotent. If it fails, the deployment fails.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.triggers-readme.html</remarks>
internal sealed class SampleDataMigration : Construct
{
    /// <summary>Longer than all its tries take.</summary>
    private static readonly Duration _timeout = Duration.Minutes(10);

    public SampleDataMigration(Construct scope, string id, SampleDatabase sample, FunctionDefaults defaults)
        : base(scope, id)
    {
        var environment = sample.Master.Environment();
        environment[Variables.DatabaseReader] = sample.Reader.SecretArn;
        var function = new HandlerFunction(this, "MigrateSampleData", _timeout, defaults, environment);
        sample.Master.AllowStatements(function.Role!);
        function.Role!.Allow(sample.Reader.SecretArn, "secretsmanager:GetSecretValue");
        new Trigger(this, "Trigger", new TriggerProps
        {
            Handler = function,
            InvocationType = InvocationType.REQUEST_RESPONSE,
            Timeout = _timeout,
            ExecuteAfter = [sample.Cluster, (Construct)function.Role!],
        });
        AcknowledgeFindings(function, defaults.LogRetention);
    }

    private void AcknowledgeFindings(HandlerFunction function, RetentionDays logRetention)
    {
        new ProviderLog(this, "TriggerLog", ProviderLog.Triggers, logRetention);
        Stack.Of(this).Node.FindChild(ProviderLog.Triggers).AcknowledgeWildcards(
            "The versions of this function: CDK's own function invokes the newest one.",
            $"{function.Attribute("Arn")}:*");
    }
}
