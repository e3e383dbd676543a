using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace ApprovalWorkflow.Support;

/// <summary>
/// What every table of the app is: items by <c>id</c>, on-demand capacity, encrypted at rest, point-in-time recovery of
/// the last 35 days, and <c>purgeAt</c>, after which an item goes by itself.
/// </summary>
internal static class KeyValueTable
{
    /// <param name="removalPolicy">With RETAIN the table outlives the stack and is protected against deletion.</param>
    public static TableProps Props(RemovalPolicy removalPolicy) => new()
    {
        PartitionKey = new Attribute { Name = "id", Type = AttributeType.STRING },
        BillingMode = BillingMode.PAY_PER_REQUEST,
        Encryption = TableEncryption.DEFAULT,
        PointInTimeRecoverySpecification = new PointInTimeRecoverySpecification { PointInTimeRecoveryEnabled = true },
        TimeToLiveAttribute = "purgeAt",
        DeletionProtection = removalPolicy == RemovalPolicy.RETAIN,
        RemovalPolicy = removalPolicy,
    };
}
