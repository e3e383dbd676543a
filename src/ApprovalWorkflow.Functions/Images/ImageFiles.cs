using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Images;

/// <param name="Type">The type that the bytes have, such as <c>image/jpeg</c>.</param>
public sealed record ImageFile(byte[] Bytes, string Type);

/// <summary>Images for mails, whose readers have no credentials.</summary>
/// <param name="bucket">The only bucket whose images are shown; null for none.</param>
public sealed class ImageFiles(Func<IAmazonS3> s3, string? bucket)
{
    /// <summary>Bytes. A mail with a larger one might not arrive; the review page shows it.</summary>
    public const int SizeLimit = 2 * 1024 * 1024;

    /// <summary>A mail goes without its image if S3 does not answer.</summary>
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(3);

    /// <summary>The image; null for what is not shown, is no image, or is too large.</summary>
    public async Task<ImageFile?> FindAsync(StoredImage image, ILambdaContext context)
    {
        if (!image.IsShownFrom(bucket)) return null;
        using var timeout = new CancellationTokenSource(_timeout);
        try
        {
            using var found = await s3().GetObjectAsync(
                new GetObjectRequest { BucketName = image.Bucket, Key = image.Key }, timeout.Token);
            var bytes = new byte[SizeLimit + 1];
            var read = await found.ResponseStream.ReadAtLeastAsync(bytes, bytes.Length, false, timeout.Token);
            return read <= SizeLimit && ImageType.Of(bytes) is { } type ? new ImageFile(bytes[..read], type) : null;
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            context.Logger.LogWarning(error, "The mail is without its image");
            return null;
        }
    }
}
