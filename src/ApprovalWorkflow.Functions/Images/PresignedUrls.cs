using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Images;

/// <summary>URLs that read one object without credentials. They end with the client's credentials, or before.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html</remarks>
public static class PresignedUrls
{
    /// <param name="contentType">The type that the object is served as; null for its stored type.</param>
    public static string ForReading(
        this IAmazonS3 s3, string bucket, string key, DateTimeOffset expiresAt, string? contentType = null) =>
        s3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = expiresAt.UtcDateTime,
            ResponseHeaderOverrides = new() { ContentType = contentType },
            // The SDK makes it HTTPS, whatever the endpoint is.
            Protocol = s3.Config.ServiceURL?.StartsWith("http:", StringComparison.Ordinal) == true
                ? Protocol.HTTP
                : Protocol.HTTPS,
        });
}
