using Amazon.CDK.AWS.Logs;
using Amazon.CDK.Triggers;

namespace ApprovalWorkflow;

/// <summary>
/// Creates the sample's tables and rows in a deployment, and again when the function changes: it is idempotent. If it
/// fails, the deployment fails.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.triggers-readme.html</remarks>
internal sealed class SampleDataMigration : Construct
{
    public SampleDataMigration(Construct scope, string id, SampleDatabase sample, FunctionDefaults defaults)
        : base(scope, id)
    {
        var function = new HandlerFunction(
            this, "MigrateSampleData", Duration.Minutes(5), defaults, sample.Database.Environment());
        sample.Database.AllowStatements(function.Role!);
        new Trigger(this, "Trigger", new TriggerProps
        {
            Handler = function,
            InvocationType = InvocationType.REQUEST_RESPONSE,
            Timeout = Duration.Minutes(5),
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
