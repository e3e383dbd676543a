using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Items;

/// <summary>Where an item stands in an index by time.</summary>
/// <param name="Time">The index's sort key, as the table has it.</param>
public sealed record IndexPosition(string Time, string Id);

/// <summary>Some items of an index.</summary>
/// <param name="HasMore">Whether others follow.</param>
public sealed record ItemPage(IReadOnlyList<Item> Items, bool HasMore);

/// <summary>
/// A DynamoDB table with the partition key <c>id</c>. Each write is one call. A conditional one says whether it won.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html
/// </remarks>
public sealed class ItemTable(IAmazonDynamoDB dynamoDb, string name)
{
    public async Task<Item?> FindAsync(string id)
    {
        var response = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = name, Key = Key(id), ConsistentRead = true });
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Writes an item, replacing an existing one.</summary>
    public Task PutAsync(Item item) => dynamoDb.PutItemAsync(name, item);

    /// <summary>Writes an item unless it exists.</summary>
    public Task CreateAsync(Item item) => TryPutAsync(item, $"attribute_not_exists({ItemAttributes.Id})", null);

    /// <returns>False if the condition does not hold.</returns>
    public async Task<bool> TryPutAsync(
        Item item, string condition, Item? values) =>
        await IfConditionHoldsAsync(() => dynamoDb.PutItemAsync(new PutItemRequest
        {
            TableName = name,
            Item = item,
            ConditionExpression = condition,
            ExpressionAttributeValues = values,
        })) is not null;

    /// <returns>The whole item after the update, or null if a condition does not hold.</returns>
    public async Task<Item?> TryUpdateAsync(ItemUpdate update) =>
        (await IfConditionHoldsAsync(() => dynamoDb.UpdateItemAsync(update.ToRequest(name))))?.Attributes;

    public Task DeleteAsync(string id) => dynamoDb.DeleteItemAsync(name, Key(id));

    /// <summary>
    /// Items of an index by time, in its order. An index usually follows its table within a second.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html</remarks>
    /// <param name="after">The last one that was seen; null to begin with the first.</param>
    public async Task<ItemPage> PageAsync(TimeIndex index, string partition, IndexPosition? after, int limit)
    {
        var query = Query(index.Name, index.Partition, partition);
        query.ScanIndexForward = !index.NewestFirst;
        // One more, because DynamoDB names a last key also when nothing follows it.
        query.Limit = limit + 1;
        if (after is not null)
            query.ExclusiveStartKey = new()
            {
                [index.Partition] = new(partition),
                [index.Sort] = new(after.Time),
                [ItemAttributes.Id] = new(after.Id),
            };
        var page = await dynamoDb.QueryAsync(query);
        var items = page.Items ?? [];
        return items.Count > limit
            ? new ItemPage(items[..limit], HasMore: true)
            : new ItemPage(items, page.LastEvaluatedKey is { Count: > 0 });
    }

    public Task<IReadOnlyList<Item>> AllAsync(string index, string attribute, string value) => AllAsync(async from =>
    {
        var query = Query(index, attribute, value);
        query.ExclusiveStartKey = from;
        var page = await dynamoDb.QueryAsync(query);
        return (page.Items, page.LastEvaluatedKey);
    });

    /// <summary>All items of which an attribute has this value. It reads the whole table.</summary>
    public Task<IReadOnlyList<Item>> ScanAsync(string attribute, string value) => AllAsync(async from =>
    {
        var page = await dynamoDb.ScanAsync(new ScanRequest
        {
            TableName = name,
            FilterExpression = "#attribute = :value",
            ExpressionAttributeNames = new() { ["#attribute"] = attribute },
            ExpressionAttributeValues = new() { [":value"] = new(value) },
            ExclusiveStartKey = from,
        });
        return (page.Items, page.LastEvaluatedKey);
    });

    private static async Task<IReadOnlyList<Item>> AllAsync(Func<Item?, Task<(List<Item>? Items, Item? Last)>> page)
    {
        var all = new List<Item>();
        Item? from = null;
        do
        {
            var (items, last) = await page(from);
            all.AddRange(items ?? []);
            from = last;
        }
        while (from is { Count: > 0 });
        return all;
    }

    private static Item Key(string id) => new() { [ItemAttributes.Id] = new(id) };

    private static async Task<T?> IfConditionHoldsAsync<T>(Func<Task<T>> write)
        where T : class
    {
        try
        {
            return await write();
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }

    private QueryRequest Query(string index, string attribute, string value) => new()
    {
        TableName = name,
        IndexName = index,
        KeyConditionExpression = "#partition = :partition",
        ExpressionAttributeNames = new() { ["#partition"] = attribute },
        ExpressionAttributeValues = new() { [":partition"] = new(value) },
    };
}

public sealed record TimeIndex(string Name, string Partition, string Sort, bool NewestFirst);
