using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The approvals table. Each write is one conditional call, so that whatever races, one wins and the others learn it
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html).
/// </summary>
public sealed class ApprovalTable(IAmazonDynamoDB dynamoDb, string tableName)
{
    /// <summary>Writes a new request; one that is there already stays as it is.</summary>
    public async Task CreateAsync(ApprovalRequest request)
    {
        try
        {
            await dynamoDb.PutItemAsync(new PutItemRequest
            {
                TableName = tableName,
                Item = ApprovalItem.From(request),
                ConditionExpression = "attribute_not_exists(id)",
            });
        }
        catch (ConditionalCheckFailedException)
        {
            // The state machine calls again when the first call's answer was lost: the record is the first call's.
        }
    }

    /// <summary>The request as it is now, or null.</summary>
    public async Task<ApprovalRequest?> FindAsync(string id)
    {
        var response = await dynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = tableName,
            Key = Key(id),
            ConsistentRead = true,
        });
        return response.Item is { Count: > 0 } item ? ApprovalItem.ToRequest(item) : null;
    }

    /// <summary>
    /// Notes the task that waits now and adds the keys of this round's links; those of earlier mails stay good.
    /// </summary>
    /// <param name="keys">Approver by the key's hash.</param>
    /// <returns>False if the request is decided, or not there.</returns>
    public Task<bool> AttachTaskAsync(string id, string taskToken, IReadOnlyDictionary<string, string> keys)
    {
        var names = new Dictionary<string, string> { ["#keys"] = "keys" };
        var values = new Dictionary<string, AttributeValue> { [":token"] = new(taskToken) };
        var sets = new List<string> { "taskToken = :token" };
        foreach (var (hash, approver) in keys)
        {
            var n = names.Count;
            names[$"#k{n}"] = hash;
            values[$":k{n}"] = new(approver);
            sets.Add($"#keys.#k{n} = :k{n}");
        }
        return TryUpdateAsync(new UpdateItemRequest
        {
            Key = Key(id),
            UpdateExpression = "SET " + string.Join(", ", sets),
            ConditionExpression = "attribute_exists(id) AND attribute_not_exists(outcome)",
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        });
    }

    /// <summary>Ends a request that nobody decided in time.</summary>
    /// <returns>False if it was decided before, or is not there.</returns>
    public Task<bool> ExpireAsync(string id, DateTimeOffset now) => TryUpdateAsync(new UpdateItemRequest
    {
        Key = Key(id),
        UpdateExpression =
            "SET #status = :status, outcome = :status, decidedBy = :by, decidedAt = :at, #comment = :comment",
        ConditionExpression = "attribute_exists(id) AND attribute_not_exists(outcome)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#status"] = "status", ["#comment"] = "comment" },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":status"] = new(ApprovalStatus.Expired),
            [":by"] = new(Decision.ByDeadline),
            [":at"] = new(ApprovalItem.Timestamp(now)),
            [":comment"] = new(""),
        },
    });

    /// <summary>
    /// Records the decision of the approver who has this key, in one call: it succeeds only for a key of this request,
    /// while nobody has decided and the deadline has not come, and not for an approval of one's own request.
    /// </summary>
    /// <returns>The request with its decision, or null if it may not be decided so; the record says why.</returns>
    public async Task<ApprovalRequest?> DecideAsync(
        string id, string keyHash, string status, string comment, DateTimeOffset now)
    {
        var notOwnRequest = status == ApprovalStatus.Approved
            ? " AND (attribute_not_exists(requestedBy) OR requestedBy <> #keys.#key)"
            : "";
        try
        {
            var response = await dynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = tableName,
                Key = Key(id),
                UpdateExpression = "SET #status = :status, outcome = :status, "
                    + "decidedBy = #keys.#key, decidedAt = :at, #comment = :comment",
                ConditionExpression = "attribute_exists(#keys.#key) AND attribute_not_exists(outcome) "
                    + "AND expiresAt > :at" + notOwnRequest,
                ExpressionAttributeNames = new Dictionary<string, string>
                {
                    ["#status"] = "status",
                    ["#comment"] = "comment",
                    ["#keys"] = "keys",
                    ["#key"] = keyHash,
                },
                ExpressionAttributeValues = new Dictionary<string, AttributeValue>
                {
                    [":status"] = new(status),
                    [":at"] = new(ApprovalItem.Timestamp(now)),
                    [":comment"] = new(comment),
                },
                ReturnValues = ReturnValue.ALL_NEW,
            });
            return ApprovalItem.ToRequest(response.Attributes);
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    private async Task<bool> TryUpdateAsync(UpdateItemRequest request)
    {
        request.TableName = tableName;
        try
        {
            await dynamoDb.UpdateItemAsync(request);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new(id) };
}
