using Amazon.S3;

namespace ApprovalWorkflow.Functions.Images;

/// <summary>Short-lived links to images for the holders of a mail's link, who have no credentials.</summary>
/// <param name="bucket">The only bucket whose images are shown; null for none.</param>
public sealed class ImageLinks(Func<IAmazonS3> s3, string? bucket, TimeProvider clock)
{
    /// <summary>
    /// The time-out for reading an image's type. If S3 does not answer, the request is shown without the link.
    /// </summary>
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A link by which the image is served as the type that its bytes have, whatever type its camera gave. Null if it
    /// is no image, or must not be shown.
    /// </summary>
    public async Task<string?> ToAsync(StoredImage image)
    {
        if (!image.IsShownFrom(bucket)) return null;
        var client = s3();
        using var timeout = new CancellationTokenSource(_timeout);
        try
        {
            return await ImageType.OfAsync(client, image, null, timeout.Token) is { } type
                ? client.ForReading(
                    image.Bucket, image.Key, clock.GetUtcNow().AddSeconds(Limits.ImageLinkSeconds), type)
                : null;
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            return null;
        }
    }
}
