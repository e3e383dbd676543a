using Amazon.CDK.AWS.S3;

namespace ApprovalWorkflow;

/// <summary>Every bucket of the app: private, TLS only, encrypted at rest.</summary>
internal static class PrivateBucket
{
    /// <param name="removalPolicy">With DESTROY the bucket is emptied and deleted with the stack.</param>
    public static BucketProps Props(RemovalPolicy removalPolicy) => new()
    {
        BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
        ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
        Encryption = BucketEncryption.S3_MANAGED,
        EnforceSSL = true,
        MinimumTLSVersion = 1.2,
        RemovalPolicy = removalPolicy,
        AutoDeleteObjects = removalPolicy == RemovalPolicy.DESTROY,
    };
}
