using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using ApprovalWorkflow.Support;
using Constructs;

namespace ApprovalWorkflow.Faces;

/// <summary>
/// The images that requests show, below <see cref="Prefix"/>, for 30 days. Private, TLS only, encrypted at rest.
/// </summary>
public sealed class FramesBucket : Bucket
{
    /// <summary>What the keys of all frames begin with.</summary>
    public const string Prefix = "frames/";

    /// <param name="scope">The construct that the bucket belongs to.</param>
    /// <param name="id">The construct's id.</param>
    /// <param name="removalPolicy">With RETAIN the bucket outlives the stack.</param>
    public FramesBucket(Construct scope, string id, RemovalPolicy removalPolicy)
        : base(scope, id, Props(scope, removalPolicy))
    {
        Url = $"https://{NameIn(scope)}.s3.{Stack.Region}.{Stack.UrlSuffix}";
        this.Acknowledge(
            "Reviewers alone read it; who wants to know which of them turns on CloudTrail's data events.",
            "AwsSolutions-S1");
    }

    /// <summary>
    /// The bucket's address, without a slash at the end. It does not refer to the bucket: the website's security policy
    /// has it, and the bucket refers to the website.
    /// </summary>
    public string Url { get; }

    /// <summary>Lets pages of the website read frames, with credentials.</summary>
    /// <param name="websiteUrl">The website's address, without a slash at the end.</param>
    public void AllowPagesOf(string websiteUrl) => AddCorsRule(new CorsRule
    {
        AllowedOrigins = [websiteUrl],
        AllowedMethods = [HttpMethods.GET, HttpMethods.HEAD],
        // Those of a signed request.
        AllowedHeaders = ["authorization", "x-amz-*"],
        MaxAge = 3600,
    });

    private static BucketProps Props(Construct scope, RemovalPolicy removalPolicy)
    {
        var props = PrivateBucket.Props(removalPolicy);
        props.BucketName = NameIn(scope);
        props.LifecycleRules = [new LifecycleRule { Prefix = Prefix, Expiration = Duration.Days(30) }];
        return props;
    }

    private static string NameIn(Construct scope) => $"approval-frames-{scope.StackUuid()}";
}
