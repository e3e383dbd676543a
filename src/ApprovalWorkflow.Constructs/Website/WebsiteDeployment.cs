using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.S3.Deployment;
using AssetOptions = Amazon.CDK.AWS.S3.Assets.AssetOptions;

namespace ApprovalWorkflow;

internal sealed record WebsiteDeploymentProps(
    IBucket Bucket,
    IReadOnlyDictionary<string, string> Configuration,
    RetentionDays LogRetention,
    RemovalPolicy RemovalPolicy);

/// <summary>
/// Copies the site's files to the bucket. Names below <c>assets</c> contain a hash, so browsers keep these files for a
/// year. Browsers revalidate pages each time, so CloudFront needs no invalidation.
/// </summary>
internal sealed class WebsiteDeployment : Construct
{
    private const string Project = "src/website";

    public WebsiteDeployment(Construct scope, string id, WebsiteDeploymentProps props)
        : base(scope, id)
    {
        var logGroup = new LogGroup(this, "Log", new LogGroupProps
        {
            Retention = props.LogRetention,
            RemovalPolicy = props.RemovalPolicy,
        });
        var role = new Role(this, "Role", new RoleProps { AssumedBy = ServiceTrust.Of(ServiceTrust.Lambda, this) });
        role.Allow(logGroup.LogGroupArn, "logs:CreateLogStream", "logs:PutLogEvents");
        var site = Repository.IsHere ? Build() : Source.Asset(PackedFiles.PathOf(PackedFiles.Website));
        var configuration = Source.JsonData("config.json", props.Configuration);

        BucketDeployment Deploy(
            string part,
            ISource[] sources,
            string[] exclude,
            string[] include,
            bool prune,
            params CacheControl[] cache) => new(this, part, new BucketDeploymentProps
            {
                Sources = sources,
                DestinationBucket = props.Bucket,
                Exclude = exclude,
                Include = include,
                Prune = prune,
                CacheControl = cache,
                Role = role,
                LogGroup = logGroup,
                MemoryLimit = 256,
            });

        // Assets before the pages that need them. Old assets stay for pages that are still open.
        CacheControl[] forAYear = [CacheControl.MaxAge(Duration.Days(365)), CacheControl.Immutable()];
        var assets = Deploy("Assets", [site], ["*"], ["assets/*"], prune: false, forAYear);
        Deploy("Pages", [site, configuration], ["assets/*"], [], prune: true, CacheControl.NoCache())
            .Node.AddDependency(assets);
        AcknowledgeFindings(role, props.Bucket);
    }

    private static ISource Build() => Source.Asset(Repository.PathOf(Project), new AssetOptions
    {
        AssetHashType = AssetHashType.OUTPUT,
        Exclude = ["dist", "node_modules"],
        Bundling = new LocalBundling(
            "the website",
            output =>
            [
                "npx", "--no", "vite", "build", Project, "--outDir", output, "--emptyOutDir", "--logLevel", "warn",
            ]).Options,
    });

    private void AcknowledgeFindings(Role role, IBucket bucket)
    {
        const string reason = "CDK's BucketDeployment copies any file of the website from its asset to this bucket.";
        role.Acknowledge(
            reason,
            "AwsSolutions-IAM5[Action::s3:Abort*]",
            "AwsSolutions-IAM5[Action::s3:DeleteObject*]",
            "AwsSolutions-IAM5[Action::s3:GetBucket*]",
            "AwsSolutions-IAM5[Action::s3:GetObject*]",
            "AwsSolutions-IAM5[Action::s3:List*]");
        var place = $"{this.AccountInFindings()}-{this.RegionInFindings()}";
        var assets = $"cdk-{DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-{place}";
        role.AcknowledgeWildcards(reason, $"arn:<AWS::Partition>:s3:::{assets}/*", $"{bucket.Attribute("Arn")}/*");

        // CDK creates this function once per stack, under its own name.
        Stack.Of(this).Node.Children
            .Single(child => child.Node.Id.StartsWith("Custom::CDKBucketDeployment", StringComparison.Ordinal))
            .Acknowledge(
                "CDK's own function. It runs only in deployments, where CloudFormation reports its failure.",
                "AwsSolutions-L1",
                "Serverless-LambdaDLQ",
                "Serverless-LambdaLatestVersion",
                "Serverless-LambdaTracing");
    }
}
