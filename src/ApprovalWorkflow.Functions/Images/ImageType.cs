using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Images;

/// <summary>
/// The type of an image by its first bytes: one of those that Rekognition takes. The stored type of an object is
/// whatever its uploader claimed.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/dg/limits.html</remarks>
public static class ImageType
{
    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The type of an object, or null if it is no image. It throws as the SDK does.</summary>
    /// <param name="eTag">The ETag of the version to read; null for the newest.</param>
    public static async Task<string?> OfAsync(
        IAmazonS3 s3, StoredImage image, string? eTag, CancellationToken cancel = default)
    {
        using var start = await s3.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = image.Bucket,
                Key = image.Key,
                ByteRange = new ByteRange(0, Png.Length - 1),
                EtagToMatch = eTag,
            },
            cancel);
        var bytes = new byte[Png.Length];
        var read = await start.ResponseStream.ReadAtLeastAsync(bytes, bytes.Length, false, cancel);
        return Of(bytes.AsSpan(0, read));
    }

    /// <summary>The type of an image that begins with these bytes, or null if it is none.</summary>
    public static string? Of(ReadOnlySpan<byte> start) =>
        start.StartsWith(Jpeg) ? "image/jpeg" : start.StartsWith(Png) ? "image/png" : null;
}
