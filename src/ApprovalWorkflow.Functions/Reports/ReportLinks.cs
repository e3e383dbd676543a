using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>Presigned URLs of reports: who has one can read that report until it expires, and nothing else.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html</remarks>
public static class ReportLinks
{
    /// <summary>The key of a report in the bucket.</summary>
    public static string KeyOf(string reportId) => $"reports/{reportId}.html";

    /// <summary>A URL for reading the report, signed with the client's credentials.</summary>
    public static string To(IAmazonS3 s3, string bucket, string reportId, DateTimeOffset expiresAt) =>
        s3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = KeyOf(reportId),
            Verb = HttpVerb.GET,
            Expires = expiresAt.UtcDateTime,
            Protocol = s3.Config.ServiceURL?.StartsWith("http:", StringComparison.Ordinal) == true
                ? Protocol.HTTP
                : Protocol.HTTPS,
        });
}
