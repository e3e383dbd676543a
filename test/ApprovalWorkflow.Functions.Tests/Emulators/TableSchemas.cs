using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>The tables as the stacks make them: keys and indexes.</summary>
internal static class TableSchemas
{
    public static CreateTableRequest Requests(string name) => Table(
        name,
        Index(Indexes.Status, RequestAttributes.Status, RequestAttributes.CreatedAt,
        [
            RequestAttributes.Subject, RequestAttributes.RequestedBy, RequestAttributes.Approvers,
            RequestAttributes.RequiredApprovals, RequestAttributes.ExpiresAt, RequestAttributes.DecidedBy,
            RequestAttributes.DecidedAt, RequestAttributes.Image,
        ]),
        Index(Indexes.Execution, RequestAttributes.ExecutionArn, null, null));

    public static CreateTableRequest People(string name) => Table(name);

    public static CreateTableRequest Reports(string name) => Table(
        name,
        Index(Indexes.Requester, ReportAttributes.Requester, ReportAttributes.RequestedAt,
            [ReportAttributes.Status, ReportAttributes.GeneratedAt, ReportAttributes.Rows, ItemAttributes.PurgeAt]));

    private static CreateTableRequest Table(string name, params GlobalSecondaryIndex[] indexes)
    {
        var keys = indexes.SelectMany(index => index.KeySchema).Select(key => key.AttributeName).Append(ItemAttributes.Id);
        return new()
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new KeySchemaElement(ItemAttributes.Id, KeyType.HASH)],
            AttributeDefinitions = [.. keys.Distinct().Select(key => new AttributeDefinition(key, ScalarAttributeType.S))],
            GlobalSecondaryIndexes = indexes.Length == 0 ? null : [.. indexes],
        };
    }

    /// <param name="projected">Null for the keys only.</param>
    private static GlobalSecondaryIndex Index(string name, string partition, string? sort, List<string>? projected) => new()
    {
        IndexName = name,
        KeySchema =
        [
            new KeySchemaElement(partition, KeyType.HASH),
            .. sort is null ? [] : new[] { new KeySchemaElement(sort, KeyType.RANGE) },
        ],
        Projection = new Projection
        {
            ProjectionType = projected is null ? ProjectionType.KEYS_ONLY : ProjectionType.INCLUDE,
            NonKeyAttributes = projected,
        },
    };
}
