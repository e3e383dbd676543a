using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The table's indexes. They follow the table within a second, usually, so what they say of a request is looked at
/// again before it is acted upon (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html).
/// </summary>
public sealed class ApprovalIndexes(IAmazonDynamoDB dynamoDb, string tableName)
{
    /// <summary>The ids of the requests of an execution: as many as its state machine has under way.</summary>
    public async Task<IReadOnlyList<string>> OfExecutionAsync(string executionArn)
    {
        var ids = new List<string>();
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await dynamoDb.QueryAsync(new QueryRequest
            {
                TableName = tableName,
                IndexName = "executionArn",
                KeyConditionExpression = "executionArn = :arn",
                ExpressionAttributeValues = new() { [":arn"] = new(executionArn) },
                ExclusiveStartKey = from,
            });
            ids.AddRange(page.Items?.Select(item => item["id"].S) ?? []);
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });
        return ids;
    }

    /// <summary>Requests of one status, the newest first.</summary>
    /// <param name="after">The last one that was seen; null to begin with the newest.</param>
    /// <param name="limit">How many at most.</param>
    public async Task<StatusPage> OfStatusAsync(string status, IndexPosition? after, int limit)
    {
        var page = await dynamoDb.QueryAsync(new QueryRequest
        {
            TableName = tableName,
            IndexName = "status-createdAt",
            KeyConditionExpression = "#status = :status",
            ExpressionAttributeNames = new() { ["#status"] = "status" },
            ExpressionAttributeValues = new() { [":status"] = new(status) },
            ScanIndexForward = false,
            Limit = limit,
            ExclusiveStartKey = after is null ? null : new()
            {
                ["status"] = new(status),
                ["createdAt"] = new(after.CreatedAt),
                ["id"] = new(after.Id),
            },
        });
        return new StatusPage(page.Items ?? [], page.LastEvaluatedKey is { Count: > 0 });
    }
}

/// <summary>Where a request stands in the index of its status.</summary>
/// <param name="CreatedAt">As the table has it.</param>
public sealed record IndexPosition(string CreatedAt, string Id);

/// <summary>Some of the requests of a status.</summary>
/// <param name="Items">Attributes by name.</param>
/// <param name="HasMore">Whether there may be older ones.</param>
public sealed record StatusPage(IReadOnlyList<Dictionary<string, AttributeValue>> Items, bool HasMore);
