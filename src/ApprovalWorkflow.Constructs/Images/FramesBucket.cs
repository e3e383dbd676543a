using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;

namespace ApprovalWorkflow;

/// <summary>
/// Images below <see cref="ImagePrefixes"/>: frames and their copies in requests, for 30 days or as long as a request
/// may wait, and one image of each known person. Private, TLS only, encrypted at rest.
/// </summary>
/// <remarks>
/// Readers use the computed name, not a Ref. The bucket refers to most of the stack, so a Ref back would be circular.
/// </remarks>
internal sealed class FramesBucket : Bucket
{
    /// <summary>With the default settings, frames outlast their requests by far.</summary>
    private const int ShortestDays = 30;

    private const string Prefix = "approval-frames";

    /// <param name="longestWait">How long a request may need its frame.</param>
    /// <param name="removalPolicy">What happens to the bucket when the stack is deleted.</param>
    public FramesBucket(Construct scope, string id, TimeSpan longestWait, RemovalPolicy removalPolicy)
        : base(scope, id, Props(scope, longestWait, removalPolicy))
    {
        Name = NameIn(scope);
        Url = $"https://{Name}.s3.{Stack.Region}.{Stack.UrlSuffix}";
        this.Acknowledge(
            "Only reviewers read it. CloudTrail's data events can record who read what.",
            "AwsSolutions-S1");
    }

    public string Name { get; }

    public string Url { get; }

    private string Arn => $"arn:{Stack.Partition}:s3:::{Name}";

    /// <summary>Lets a role read the images below some prefixes.</summary>
    public void AllowReading(IRole role, IEnumerable<string> prefixes)
    {
        foreach (var prefix in prefixes) Allow(role, prefix, "s3:GetObject");
    }

    /// <summary>Allows the actions on all objects below a prefix.</summary>
    public void Allow(IRole role, string prefix, params string[] actions)
    {
        role.Allow($"{Arn}/{prefix}*", actions);
        role.AcknowledgeWildcards(
            "The keys of images are not known yet.",
            $"arn:<AWS::Partition>:s3:::{Prefix}-{StackIdentity.StackUuidInFindings}{this.NameSuffix()}/{prefix}*");
    }

    /// <summary>Lets pages of the website read images, with credentials.</summary>
    /// <param name="websiteUrl">The website's address, without a slash at the end.</param>
    public void AllowPagesOf(string websiteUrl) => AddCorsRule(new CorsRule
    {
        AllowedOrigins = [websiteUrl],
        AllowedMethods = [HttpMethods.GET, HttpMethods.HEAD],
        // Headers of a signed request.
        AllowedHeaders = ["authorization", "x-amz-*"],
        MaxAge = 3600,
    });

    /// <summary>
    /// Invokes a function for each new frame. S3 checks the permission when the bucket is configured, so it is created
    /// first. The bucket's computed name makes that possible without a custom resource.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html</remarks>
    public void Notify(Function function)
    {
        var permission = new CfnPermission(function, "Frames", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function.FunctionArn,
            Principal = "s3.amazonaws.com",
            SourceArn = Arn,
            // A bucket's ARN does not contain its account.
            SourceAccount = Stack.Account,
        });
        var bucket = (CfnBucket)Node.DefaultChild!;
        bucket.AddResourceDependency(permission);
        bucket.NotificationConfiguration = new CfnBucket.NotificationConfigurationProperty
        {
            LambdaConfigurations = new[]
            {
                new CfnBucket.LambdaConfigurationProperty
                {
                    Event = "s3:ObjectCreated:*",
                    Function = function.FunctionArn,
                    Filter = new CfnBucket.NotificationFilterProperty
                    {
                        S3Key = new CfnBucket.S3KeyFilterProperty
                        {
                            Rules = new[]
                            {
                                new CfnBucket.FilterRuleProperty { Name = "prefix", Value = ImagePrefixes.Frames },
                            },
                        },
                    },
                },
            },
        };
    }

    private static BucketProps Props(Construct scope, TimeSpan longestWait, RemovalPolicy removalPolicy)
    {
        // An approval in the last minute still enrols the person from the frame.
        var days = Math.Max(ShortestDays, Math.Ceiling(longestWait.TotalDays) + 1);
        var props = PrivateBucket.Props(removalPolicy);
        props.BucketName = NameIn(scope);
        props.LifecycleRules =
        [
            new LifecycleRule { Prefix = ImagePrefixes.Frames, Expiration = Duration.Days(days) },
            new LifecycleRule { Prefix = ImagePrefixes.Asked, Expiration = Duration.Days(days) },
        ];
        return props;
    }

    private static string NameIn(Construct scope) => scope.UniqueName(Prefix);
}
