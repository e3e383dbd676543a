using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using ApprovalWorkflow.Support;
using Constructs;

namespace ApprovalWorkflow.Website;

/// <summary>
/// A log, which ends, for CDK's own function that empties a bucket before it is deleted with the stack. That is not
/// left to the deployments of the website, as neither deletes files where the other says that the bucket is its own.
/// https://github.com/aws/aws-cdk/issues/33397
/// </summary>
internal sealed class BucketEmptying : Construct
{
    private const string LogPolicy = "AWSLambdaBasicExecutionRole";

    public BucketEmptying(Construct scope, string id, RetentionDays logRetention)
        : base(scope, id)
    {
        var log = new LogGroup(this, "Log", new LogGroupProps
        {
            Retention = logRetention,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        // CDK keeps this function once for each stack, under a name of its own, and has no option for its log.
        var provider = Stack.Of(this).Node.FindChild("Custom::S3AutoDeleteObjectsCustomResourceProvider");
        ((CfnResource)provider.Node.FindChild("Handler"))
            .AddPropertyOverride("LoggingConfig", new Dictionary<string, object> { ["LogGroup"] = log.LogGroupName });
        AcknowledgeFindings(provider);
    }

    private static void AcknowledgeFindings(IConstruct provider) => provider.Acknowledge(
        "CDK's own function. It runs only in deployments, where CloudFormation reports its failure.",
        $"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/{LogPolicy}]",
        "Serverless-LambdaDLQ",
        "Serverless-LambdaTracing");
}
