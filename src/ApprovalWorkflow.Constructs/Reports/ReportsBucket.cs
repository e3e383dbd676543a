using Amazon.CDK.AWS.S3;

namespace ApprovalWorkflow.Reports;

/// <summary>
/// The rows of a report on their way below <see cref="ReportKeys.RunsPrefix"/>, for a day, and the reports below
/// <see cref="ReportKeys.ReportsPrefix"/>. Private, TLS only, encrypted at rest.
/// </summary>
public sealed class ReportsBucket : Bucket
{
    /// <param name="keepFor">How long a report stays, to the day.</param>
    /// <param name="removalPolicy">With RETAIN the bucket outlives the stack.</param>
    public ReportsBucket(Construct scope, string id, TimeSpan keepFor, RemovalPolicy removalPolicy)
        : base(scope, id, Props(keepFor, removalPolicy)) => this.Acknowledge(
            "Who has a report's link, or asked for it, reads it; CloudTrail's data events would say when.",
            "AwsSolutions-S1");

    /// <summary>Allows the actions on all objects below a prefix.</summary>
    internal void Allow(IRole role, string prefix, params string[] actions)
    {
        role.Allow(ArnForObjects($"{prefix}*"), actions);
        role.AcknowledgeWildcards(
            "Any of these objects: their keys are not known yet.", $"{this.Attribute("Arn")}/{prefix}*");
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
