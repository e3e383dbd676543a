using Amazon.S3;
using Amazon.S3.Model;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>The images of known people, which stay when the frames that they were taken from go.</summary>
public sealed class PersonImages(IAmazonS3 s3)
{
    /// <summary>Copies the frame to where it stays.</summary>
    public async Task<StoredImage> KeepAsync(string personId, StoredImage frame)
    {
        var image = frame with { Key = $"people/{personId}" };
        await s3.CopyObjectAsync(new CopyObjectRequest
        {
            SourceBucket = frame.Bucket,
            SourceKey = frame.Key,
            DestinationBucket = image.Bucket,
            DestinationKey = image.Key,
            // Copying a camera's tags would take permissions of its own.
            TaggingDirective = TaggingDirective.REPLACE,
        });
        return image;
    }

    /// <summary>Deletes an image; one that is gone already is no failure.</summary>
    public Task DeleteAsync(StoredImage image) => s3.DeleteObjectAsync(image.Bucket, image.Key);
}
