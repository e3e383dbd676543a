namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>An image in S3 that a request is about.</summary>
public sealed record StoredImage(string Bucket, string Key)
{
    /// <summary>Characters (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).</summary>
    public const int BucketLimit = 63;

    /// <summary>Characters (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html).</summary>
    public const int KeyLimit = 1024;
}
