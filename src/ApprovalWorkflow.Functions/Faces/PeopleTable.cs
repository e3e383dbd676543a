using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Known people, and strangers for as long as they must be told apart from new ones.</summary>
public sealed class PeopleTable(IAmazonDynamoDB dynamoDb, string tableName)
{
    private const string KindOfPerson = "person";

    /// <summary>The person with this id, or null.</summary>
    public async Task<Person?> FindPersonAsync(string id) => await FindAsync(id) is { } item
        && item["kind"].S == KindOfPerson ? PersonOf(item) : null;

    /// <summary>Everybody, the newest first.</summary>
    public async Task<IReadOnlyList<Person>> ListPeopleAsync()
    {
        var people = new List<Person>();
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await dynamoDb.ScanAsync(new ScanRequest
            {
                TableName = tableName,
                FilterExpression = "kind = :person",
                ExpressionAttributeValues = new() { [":person"] = new(KindOfPerson) },
                ExclusiveStartKey = from,
            });
            people.AddRange((page.Items ?? []).Select(PersonOf));
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });
        return [.. people.OrderByDescending(person => person.AddedAt, StringComparer.Ordinal)];
    }

    /// <summary>Writes a person; the same once more changes nothing.</summary>
    public Task PutAsync(Person person)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["id"] = new(person.Id),
            ["kind"] = new(KindOfPerson),
            ["name"] = new(person.Name),
            ["faceId"] = new(person.FaceId),
            ["image"] = ApprovalItem.From(person.Image),
            ["addedAt"] = new(person.AddedAt),
            ["addedBy"] = new(person.AddedBy),
        };
        if (person.DetectedAt is not null) item["detectedAt"] = new(person.DetectedAt);
        return dynamoDb.PutItemAsync(new PutItemRequest { TableName = tableName, Item = item });
    }

    /// <summary>
    /// Notes that somebody is being enrolled, before their face is in the collection: a face that belongs to nobody is
    /// deleted. The person takes the note's place; without one, it goes in a day.
    /// </summary>
    public Task NoteEnrollingAsync(string id, DateTimeOffset now) => dynamoDb.PutItemAsync(new PutItemRequest
    {
        TableName = tableName,
        Item = new()
        {
            ["id"] = new(id),
            ["kind"] = new("enrolling"),
            ["purgeAt"] = ApprovalItem.Purge(now.AddDays(1)),
        },
    });

    /// <summary>Whether a face of the collection of people is a person's, or may be in a moment.</summary>
    public async Task<bool> HasOwnerAsync(StoredFace face) => await FindAsync(face.ExternalImageId) is { } item
        && (item["kind"].S != KindOfPerson || item["faceId"].S == face.FaceId);

    /// <returns>False if there is no such person.</returns>
    public Task<bool> RenameAsync(string id, string name) => TryUpdateAsync(id, "name", name);

    /// <returns>False if there is no such person any more.</returns>
    public Task<bool> NoteDetectedAsync(string id, DateTimeOffset at) =>
        TryUpdateAsync(id, "detectedAt", ApprovalItem.Timestamp(at));

    /// <summary>The stranger with this face, or null.</summary>
    public async Task<Stranger?> FindStrangerAsync(string faceId) => await FindAsync(StrangerId(faceId)) is { } item
        ? new Stranger(faceId, item["execution"].S, ApprovalItem.Time(item["until"].S), item["rejected"].BOOL == true)
        : null;

    /// <summary>Writes a stranger, anew or with another time.</summary>
    public Task PutAsync(Stranger stranger) => dynamoDb.PutItemAsync(new PutItemRequest
    {
        TableName = tableName,
        Item = new()
        {
            ["id"] = new(StrangerId(stranger.FaceId)),
            ["kind"] = new("stranger"),
            ["execution"] = new(stranger.Execution),
            ["until"] = new(ApprovalItem.Timestamp(stranger.Until)),
            ["rejected"] = new() { BOOL = stranger.IsRejected },
            // The face leaves the collection first; what is left behind all the same goes a day later.
            ["purgeAt"] = ApprovalItem.Purge(stranger.Until.AddDays(1)),
        },
    });

    public Task DeletePersonAsync(string id) => DeleteAsync(id);

    public Task DeleteStrangerAsync(string faceId) => DeleteAsync(StrangerId(faceId));

    private static string StrangerId(string faceId) => $"stranger-{faceId}";

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new(id) };

    private static Person PersonOf(Dictionary<string, AttributeValue> item) => new(
        item["id"].S,
        item["name"].S,
        item["faceId"].S,
        ApprovalItem.Image(item)!,
        item["addedAt"].S,
        item["addedBy"].S,
        ApprovalItem.Text(item, "detectedAt"));

    private async Task<Dictionary<string, AttributeValue>?> FindAsync(string id)
    {
        var response = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = tableName, Key = Key(id), ConsistentRead = true });
        return response.Item is { Count: > 0 } item ? item : null;
    }

    private Task<DeleteItemResponse> DeleteAsync(string id) =>
        dynamoDb.DeleteItemAsync(new DeleteItemRequest { TableName = tableName, Key = Key(id) });

    private async Task<bool> TryUpdateAsync(string id, string attribute, string text)
    {
        try
        {
            await dynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = tableName,
                Key = Key(id),
                UpdateExpression = "SET #attribute = :text",
                ConditionExpression = "kind = :person",
                ExpressionAttributeNames = new() { ["#attribute"] = attribute },
                ExpressionAttributeValues = new() { [":text"] = new(text), [":person"] = new(KindOfPerson) },
            });
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
