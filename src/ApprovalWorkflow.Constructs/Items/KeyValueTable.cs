using Amazon.CDK.AWS.DynamoDB;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace ApprovalWorkflow.Items;

/// <summary>
/// What every table of the app is: items by <c>id</c>, on-demand capacity, encrypted at rest, point-in-time recovery of
/// the last 35 days, and a time to live in <c>purgeAt</c>.
/// </summary>
internal static class KeyValueTable
{
    /// <param name="removalPolicy">With RETAIN the table outlives the stack and is protected against deletion.</param>
    public static TableProps Props(RemovalPolicy removalPolicy) => new()
    {
        PartitionKey = Text(ItemAttributes.Id),
        BillingMode = BillingMode.PAY_PER_REQUEST,
        Encryption = TableEncryption.DEFAULT,
        PointInTimeRecoverySpecification = new PointInTimeRecoverySpecification { PointInTimeRecoveryEnabled = true },
        TimeToLiveAttribute = ItemAttributes.PurgeAt,
        DeletionProtection = removalPolicy == RemovalPolicy.RETAIN,
        RemovalPolicy = removalPolicy,
    };

    /// <summary>An index by attributes that are text.</summary>
    /// <param name="name">The index's name.</param>
    /// <param name="partition">The attribute whose values divide the index.</param>
    /// <param name="sort">The attribute that orders each part. Default: none.</param>
    /// <param name="copied">The attributes that the index has beside keys. Default: none.</param>
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
