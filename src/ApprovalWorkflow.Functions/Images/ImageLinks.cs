using Amazon.S3;

namespace ApprovalWorkflow.Functions.Images;

/// <summary>Short-lived links to images for the holders of a mail's link, who have no credentials.</summary>
/// <param name="bucket">The only bucket whose images are shown.</param>
public sealed class ImageLinks(Func<IAmazonS3> s3, string bucket, TimeProvider clock)
{
    /// <summary>A link, or null for an image that is not shown.</summary>
    public string? To(StoredImage image)
    {
        var isShown = image.Bucket == bucket
            && ImagePrefixes.All.Any(prefix => image.Key.StartsWith(prefix, StringComparison.Ordinal));
        var expiresAt = clock.GetUtcNow().AddSeconds(Limits.ImageLinkSeconds);
        return isShown ? s3().ForReading(image.Bucket, image.Key, expiresAt) : null;
    }
}
