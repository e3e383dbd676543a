using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Images;

/// <summary>Copies of images, where no camera can write, so the approved person is the one who was shown.</summary>
public sealed class ImageCopies(IAmazonS3 s3)
{
    /// <summary>Copies a frame to where requests show it.</summary>
    public Task<StoredImage> CopyToAskAsync(StoredImage frame, string frameId) =>
        CopyAsync(frame, ImagePrefixes.Asked + frameId);

    /// <summary>Copies an image to where it is kept as long as the person.</summary>
    public Task<StoredImage> CopyToKeepAsync(StoredImage image, string personId) =>
        CopyAsync(image, ImagePrefixes.People + personId);

    /// <summary>Deletes an image. A missing one is not an error.</summary>
    public Task DeleteAsync(StoredImage image) => s3.DeleteObjectAsync(image.Bucket, image.Key);

    private async Task<StoredImage> CopyAsync(StoredImage image, string key)
    {
        await s3.CopyObjectAsync(new CopyObjectRequest
        {
            SourceBucket = image.Bucket,
            SourceKey = image.Key,
            DestinationBucket = image.Bucket,
            DestinationKey = key,
            // Copying a camera's tags would take more permissions.
            TaggingDirective = TaggingDirective.REPLACE,
        });
        return image with { Key = key };
    }
}
