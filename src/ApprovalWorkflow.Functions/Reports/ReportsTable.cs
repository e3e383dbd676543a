using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// The records of reports, and for each person a claim on the time after their last request: within it there is no
/// second report.
/// </summary>
public sealed class ReportsTable(IAmazonDynamoDB dynamoDb, string tableName, TimeProvider clock)
{
    /// <summary>For how long a request claims the time after it.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    /// <summary>Claims the time after a request, unless the person's last request has it still.</summary>
    /// <returns>The report that has the claim: this one, or the earlier one.</returns>
    public async Task<string> ClaimAsync(string requester, string id, DateTimeOffset at)
    {
        while (true)
        {
            if (await TryClaimAsync(requester, id, at)) return id;
            // A report that failed gives its claim back, perhaps just now.
            if (await StoredAsync(ClaimOf(requester)) is { } claim) return claim["report"].S;
        }
    }

    /// <summary>Writes the record of a report that is being made; one that is there already stays as it is.</summary>
    public Task CreateAsync(Report report, DateTimeOffset purgeAt) => CreateAsync(new()
    {
        ["id"] = new(report.Id),
        ["requester"] = new(report.Requester),
        ["status"] = new(report.Status),
        ["requestedAt"] = new(report.RequestedAt),
        ["purgeAt"] = ApprovalItem.Purge(purgeAt),
    });

    /// <summary>Notes that a request came too soon after an earlier one: what is asked of it is that one's.</summary>
    public Task CreateDuplicateAsync(string id, string duplicateOf, DateTimeOffset purgeAt) => CreateAsync(new()
    {
        ["id"] = new(id),
        ["duplicateOf"] = new(duplicateOf),
        ["purgeAt"] = ApprovalItem.Purge(purgeAt),
    });

    /// <summary>
    /// Notes that the execution of a report ended without a word, and that its person may ask again at once.
    /// </summary>
    public async Task NoteEndedAsync(Report report)
    {
        await IfStillAsync(() => dynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = tableName,
            Key = TableUpdate.Key(report.Id),
            UpdateExpression = "SET #status = :failed",
            ConditionExpression = "#status = :running",
            ExpressionAttributeNames = new() { ["#status"] = "status" },
            ExpressionAttributeValues = new()
            {
                [":failed"] = new(ReportStatus.Failed),
                [":running"] = new(ReportStatus.Running),
            },
        }));
        await IfStillAsync(() => dynamoDb.DeleteItemAsync(new DeleteItemRequest
        {
            TableName = tableName,
            Key = TableUpdate.Key(ClaimOf(report.Requester)),
            ConditionExpression = "report = :id",
            ExpressionAttributeValues = new() { [":id"] = new(report.Id) },
        }));
    }

    /// <summary>What an earlier try of opening this report has written, or null.</summary>
    public async Task<OpenedBefore?> FindOpenedAsync(string id) =>
        await ItemAsync(id) is { } item ? new OpenedBefore(ApprovalItem.Text(item, "duplicateOf")) : null;

    /// <summary>The report with this id, or the one that it is a duplicate of; null if there is none.</summary>
    public async Task<Report?> FindAsync(string id)
    {
        var item = await ItemAsync(id);
        if (item is not null && ApprovalItem.Text(item, "duplicateOf") is { } first) item = await ItemAsync(first);
        return item is null ? null : ReportOf(item);
    }

    /// <summary>Somebody's reports, the newest first.</summary>
    /// <param name="after">The last one that was seen; null to begin with the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The reports, and whether there may be older ones.</returns>
    public async Task<(IReadOnlyList<Report> Reports, bool HasMore)> ListAsync(
        string requester, IndexPosition? after, int limit)
    {
        var page = await dynamoDb.QueryAsync(new QueryRequest
        {
            TableName = tableName,
            IndexName = "requester-requestedAt",
            KeyConditionExpression = "requester = :requester",
            // DynamoDB removes items up to two days after their time.
            FilterExpression = "purgeAt > :now",
            ExpressionAttributeValues = new()
            {
                [":requester"] = new(requester),
                [":now"] = ApprovalItem.Purge(clock.GetUtcNow()),
            },
            ScanIndexForward = false,
            Limit = limit,
            ExclusiveStartKey = after is null ? null : new()
            {
                ["requester"] = new(requester),
                ["requestedAt"] = new(after.CreatedAt),
                ["id"] = new(after.Id),
            },
        });
        return ([.. (page.Items ?? []).Select(ReportOf)], page.LastEvaluatedKey is { Count: > 0 });
    }

    private static string ClaimOf(string requester) => $"latest-{requester}";

    private static Report ReportOf(Dictionary<string, AttributeValue> item) => new(
        item["id"].S,
        item["requester"].S,
        item["status"].S,
        item["requestedAt"].S,
        ApprovalItem.Text(item, "generatedAt"),
        item.GetValueOrDefault("rows")?.N is { } rows ? long.Parse(rows, CultureInfo.InvariantCulture) : null);

    private Task<bool> TryClaimAsync(string requester, string id, DateTimeOffset at) => IfStillAsync(() =>
        dynamoDb.PutItemAsync(new PutItemRequest
        {
            TableName = tableName,
            Item = new()
            {
                ["id"] = new(ClaimOf(requester)),
                ["report"] = new(id),
                ["claimedAt"] = new(ApprovalItem.Timestamp(at)),
                ["purgeAt"] = ApprovalItem.Purge(at.AddDays(1)),
            },
            ConditionExpression = "attribute_not_exists(id) OR report = :id OR claimedAt <= :over",
            ExpressionAttributeValues = new()
            {
                [":id"] = new(id),
                [":over"] = new(ApprovalItem.Timestamp(at - Claim)),
            },
        }));

    /// <summary>
    /// The state machine calls again when the first call's answer was lost: a record that is there is the first call's.
    /// </summary>
    private Task<bool> CreateAsync(Dictionary<string, AttributeValue> item) => IfStillAsync(() =>
        dynamoDb.PutItemAsync(new PutItemRequest
        {
            TableName = tableName,
            Item = item,
            ConditionExpression = "attribute_not_exists(id)",
        }));

    /// <returns>False if the condition of the write does not hold any more.</returns>
    private static async Task<bool> IfStillAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>The item unless its time is over.</summary>
    private async Task<Dictionary<string, AttributeValue>?> ItemAsync(string id) =>
        await StoredAsync(id) is { } item && !IsOver(item) ? item : null;

    /// <summary>The item as it lies there.</summary>
    private async Task<Dictionary<string, AttributeValue>?> StoredAsync(string id)
    {
        var response = await dynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = tableName,
            Key = TableUpdate.Key(id),
            ConsistentRead = true,
        });
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>
    /// DynamoDB removes items up to two days after their time; S3 may have removed the report by then.
    /// </summary>
    private bool IsOver(Dictionary<string, AttributeValue> item) =>
        long.Parse(item["purgeAt"].N, CultureInfo.InvariantCulture) <= clock.GetUtcNow().ToUnixTimeSeconds();
}

/// <summary>What an earlier try of opening a report has written.</summary>
/// <param name="DuplicateOf">The report that it is a duplicate of; null if it is one itself.</param>
public sealed record OpenedBefore(string? DuplicateOf);
