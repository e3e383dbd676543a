using Amazon.S3;
using Amazon.S3.Model;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>
/// Images where no camera can write: of whom is asked about, so that who is approved is who was shown, and of known
/// people, which stay when the frames that they were taken from go.
/// </summary>
public sealed class FaceImages(IAmazonS3 s3)
{
    /// <summary>Copies a frame to where it can be asked about.</summary>
    public Task<StoredImage> CopyToAskAsync(Frame frame) => CopyAsync(frame.Image, $"asked/{frame.Id}");

    /// <summary>Copies an image to where it stays as long as the person.</summary>
    public Task<StoredImage> CopyToKeepAsync(string personId, StoredImage image) =>
        CopyAsync(image, $"people/{personId}");

    /// <summary>Deletes an image; one that is gone already is no failure.</summary>
    public Task DeleteAsync(StoredImage image) => s3.DeleteObjectAsync(image.Bucket, image.Key);

    private async Task<StoredImage> CopyAsync(StoredImage image, string key)
    {
        await s3.CopyObjectAsync(new CopyObjectRequest
        {
            SourceBucket = image.Bucket,
            SourceKey = image.Key,
            DestinationBucket = image.Bucket,
            DestinationKey = key,
            // Copying a camera's tags would take permissions of its own.
            TaggingDirective = TaggingDirective.REPLACE,
        });
        return image with { Key = key };
    }
}
