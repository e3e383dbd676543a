using Amazon.CDK.AWS.DynamoDB;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace ApprovalWorkflow;

/// <summary>
/// Every table of the app: partition key <c>id</c>, on-demand capacity, encryption at rest, point-in-time recovery of
/// the last 35 days, and a time to live in <c>purgeAt</c>.
/// </summary>
internal static class KeyValueTable
{
    public static TableProps Props(RemovalPolicy removalPolicy) => new()
    {
        PartitionKey = Text(ItemAttributes.Id),
        BillingMode = BillingMode.PAY_PER_REQUEST,
        Encryption = TableEncryption.DEFAULT,
        PointInTimeRecoverySpecification = new PointInTimeRecoverySpecification { PointInTimeRecoveryEnabled = true },
        TimeToLiveAttribute = ItemAttributes.PurgeAt,
        RemovalPolicy = removalPolicy,
    };

    /// <summary>An index by attributes that are text.</summary>
    /// <param name="partition">The partition key.</param>
    /// <param name="sort">The sort key. Default: none.</param>
    /// <param name="copied">Further attributes in the index. Default: none.</param>
    public static GlobalSecondaryIndexProps Index(
        string name, string partition, string? sort = null, string[]? copied = null) => new()
        {
            IndexName = name,
            PartitionKey = Text(partition),
            SortKey = sort is null ? null : Text(sort),
            ProjectionType = copied is null ? ProjectionType.KEYS_ONLY : ProjectionType.INCLUDE,
            NonKeyAttributes = copied,
        };

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
