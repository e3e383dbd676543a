using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

/// <summary>
/// A log group with retention for CDK's deployment helper functions. CDK creates each function once per stack, under
/// its own name, without an option for its log.
/// </summary>
internal sealed class ProviderLog : Construct
{
    /// <summary>
    /// Empties buckets before they are deleted with the stack. The website's two deployments share a bucket, so neither
    /// would delete its files. https://github.com/aws/aws-cdk/issues/33397
    /// </summary>
    public const string BucketEmptying = "Custom::S3AutoDeleteObjectsCustomResourceProvider";

    /// <summary>Invokes the functions of triggers.</summary>
    public const string Triggers = "AWSCDK.TriggerCustomResourceProviderCustomResourceProvider";

    private const string LogPolicy = "AWSLambdaBasicExecutionRole";

    /// <param name="provider">The function: one of the constants here.</param>
    public ProviderLog(Construct scope, string id, string provider, RetentionDays retention)
        : base(scope, id)
    {
        var log = new LogGroup(this, "Log", new LogGroupProps
        {
            Retention = retention,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var function = Stack.Of(this).Node.FindChild(provider);
        ((CfnResource)function.Node.FindChild("Handler"))
            .AddPropertyOverride("LoggingConfig", new Dictionary<string, object> { ["LogGroup"] = log.LogGroupName });
        AcknowledgeFindings(function);
    }

    private static void AcknowledgeFindings(IConstruct function) => function.Acknowledge(
        "CDK's own function. It runs only in deployments, where CloudFormation reports its failure.",
        $"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/{LogPolicy}]",
        "Serverless-LambdaDLQ",
        "Serverless-LambdaTracing");
}
