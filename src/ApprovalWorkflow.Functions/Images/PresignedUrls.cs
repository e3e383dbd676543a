using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Images;

/// <summary>
/// URLs by which who has no credentials reads one object, for some time: at most as long as the client's own live.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html</remarks>
public static class PresignedUrls
{
    /// <summary>A URL for reading an object, signed with the client's credentials.</summary>
    public static string ForReading(this IAmazonS3 s3, string bucket, string key, DateTimeOffset expiresAt) =>
        s3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = expiresAt.UtcDateTime,
            // The SDK would make it HTTPS whatever the endpoint is.
            Protocol = s3.Config.ServiceURL?.StartsWith("http:", StringComparison.Ordinal) == true
                ? Protocol.HTTP
                : Protocol.HTTPS,
        });
}
