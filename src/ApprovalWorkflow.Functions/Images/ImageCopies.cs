using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Images;

/// <summary>
/// Copies of images, where no camera can write, so the approved person is the one who was shown. They are stored as the
/// type that their bytes have.
/// </summary>
public sealed class ImageCopies(IAmazonS3 s3)
{
    /// <summary>Copies a frame to where requests show it. A copy is made once and never changes.</summary>
    /// <param name="eTag">The ETag of the version to copy.</param>
    /// <returns>The copy; null if the frame changed or was deleted before it was copied.</returns>
    public async Task<StoredImage?> CopyToAskAsync(StoredImage frame, string eTag, string frameId)
    {
        var copy = frame with { Key = ImagePrefixes.Asked + frameId };
        try
        {
            await CopyAsync(frame, copy.Key, $"\"{eTag}\"", ifNoneMatch: "*");
            return copy;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.PreconditionFailed || IsGone(error))
        {
            return await ExistsAsync(copy) ? copy : null;
        }
    }

    /// <summary>Copies an image to where it is kept until the person is removed.</summary>
    public async Task<StoredImage> CopyToKeepAsync(StoredImage image, string personId)
    {
        var copy = image with { Key = ImagePrefixes.People + personId };
        await CopyAsync(image, copy.Key, eTag: null, ifNoneMatch: null);
        return copy;
    }

    /// <summary>Deletes an image. A missing one is not an error.</summary>
    public Task DeleteAsync(StoredImage image) => s3.DeleteObjectAsync(image.Bucket, image.Key);

    private async Task CopyAsync(StoredImage image, string key, string? eTag, string? ifNoneMatch) =>
        await s3.CopyObjectAsync(new CopyObjectRequest
        {
            SourceBucket = image.Bucket,
            SourceKey = image.Key,
            ETagToMatch = eTag,
            DestinationBucket = image.Bucket,
            DestinationKey = key,
            IfNoneMatch = ifNoneMatch,
            MetadataDirective = S3MetadataDirective.REPLACE,
            ContentType = await ImageType.OfAsync(s3, image, eTag),
            // Copying a camera's tags would take more permissions.
            TaggingDirective = TaggingDirective.REPLACE,
        });

    private async Task<bool> ExistsAsync(StoredImage image)
    {
        try
        {
            await ImageType.OfAsync(s3, image, null);
            return true;
        }
        catch (AmazonS3Exception error) when (IsGone(error))
        {
            return false;
        }
    }

    /// <summary>Without the permission to list a bucket, a missing object reads as forbidden.</summary>
    private static bool IsGone(AmazonS3Exception error) =>
        error.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden;
}
