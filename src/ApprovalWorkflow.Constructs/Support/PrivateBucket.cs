using Amazon.CDK.AWS.S3;

namespace ApprovalWorkflow.Support;

/// <summary>What every bucket of the app is: private, TLS only, encrypted at rest.</summary>
internal static class PrivateBucket
{
    /// <param name="removalPolicy">With DESTROY the bucket is emptied, too, when the stack is deleted.</param>
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
