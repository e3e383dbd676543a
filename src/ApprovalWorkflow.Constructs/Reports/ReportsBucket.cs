using Amazon.CDK.AWS.S3;

namespace ApprovalWorkflow;

/// <summary>
/// The rows of reports below <see cref="ReportKeys.RunsPrefix"/>, for a day, and the reports below
/// <see cref="ReportKeys.ReportsPrefix"/>. Private, TLS only, encrypted at rest.
/// </summary>
internal sealed class ReportsBucket : Bucket
{
    /// <param name="keepFor">How long reports are kept, rounded up to days.</param>
    /// <param name="removalPolicy">What happens to the bucket when the stack is deleted.</param>
    public ReportsBucket(Construct scope, string id, TimeSpan keepFor, RemovalPolicy removalPolicy)
        : base(scope, id, Props(keepFor, removalPolicy)) => this.Acknowledge(
            "Only requesters and holders of a link read it. CloudTrail's data events can record when.",
            "AwsSolutions-S1");

    /// <summary>Allows the actions on all objects below a prefix.</summary>
    internal void Allow(IRole role, string prefix, params string[] actions)
    {
        role.Allow(ArnForObjects($"{prefix}*"), actions);
        role.AcknowledgeWildcards(
            "The keys of reports are not known yet.", $"{this.Attribute("Arn")}/{prefix}*");
    }

    private static BucketProps Props(TimeSpan keepFor, RemovalPolicy removalPolicy)
    {
        var props = PrivateBucket.Props(removalPolicy);
        props.LifecycleRules =
        [
            new LifecycleRule { AbortIncompleteMultipartUploadAfter = Duration.Days(1) },
            new LifecycleRule { Prefix = ReportKeys.RunsPrefix, Expiration = Duration.Days(1) },
            new LifecycleRule
            {
                Prefix = ReportKeys.ReportsPrefix,
                Expiration = Duration.Days(Math.Ceiling(keepFor.TotalDays)),
            },
        ];
        return props;
    }
}
