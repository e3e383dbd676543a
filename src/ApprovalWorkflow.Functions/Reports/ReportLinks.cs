using Amazon.S3;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>Presigned URLs of reports: who has one can read that report until it expires, and nothing else.</summary>
public static class ReportLinks
{
    /// <summary>The key of a report in the bucket.</summary>
    public static string KeyOf(string reportId) => $"reports/{reportId}.html";

    /// <summary>A URL for reading the report, signed with the client's credentials.</summary>
    public static string To(IAmazonS3 s3, string bucket, string reportId, DateTimeOffset expiresAt) =>
        s3.ForReading(bucket, KeyOf(reportId), expiresAt);
}
