using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>How a request stands in the table. The state machine writes some of these attributes itself.</summary>
public static class ApprovalItem
{
    /// <summary>
    /// UTC to the millisecond, always of the same length, so that text sorts and compares as time does.
    /// </summary>
    public static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A new request's item.</summary>
    public static Dictionary<string, AttributeValue> From(ApprovalRequest request)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["id"] = new(request.Id),
            ["status"] = new(ApprovalStatus.Pending),
            ["createdAt"] = new(Timestamp(request.CreatedAt)),
            ["expiresAt"] = new(Timestamp(request.ExpiresAt)),
            ["purgeAt"] = Purge(request.PurgeAt),
            ["executionArn"] = new(request.ExecutionArn),
            ["subject"] = new(request.Subject),
            ["approvers"] = new() { L = [.. request.Approvers.Select(address => new AttributeValue(address))] },
            ["requiredApprovals"] = Number(request.RequiredApprovals),
            ["keys"] = Map([]),
            ["approvals"] = Map([]),
            ["opened"] = Map([]),
            ["history"] = new() { L = [], IsLSet = true },
        };
        if (request.Message is not null) item["message"] = new(request.Message);
        if (request.RequestedBy is not null) item["requestedBy"] = new(request.RequestedBy);
        if (request.Details is not null) item["details"] = new(request.Details);
        if (request.Image is { } image) item["image"] = From(image);
        if (request.Fields.Count > 0)
        {
            var fields = JsonSerializer.Serialize(request.Fields, FunctionsJson.Default.IReadOnlyListFormField);
            item["fields"] = new(fields);
        }
        return item;
    }

    /// <summary>One approver's yes.</summary>
    public static AttributeValue From(GivenApproval approval) => Map(new()
    {
        ["at"] = new(Timestamp(approval.At)),
        ["comment"] = new(approval.Comment),
        ["fields"] = new(approval.Fields),
    });

    /// <summary>An event, as the one element of a list that is appended to the history.</summary>
    public static AttributeValue From(RequestEvent happened)
    {
        var attributes = new Dictionary<string, AttributeValue>
        {
            ["at"] = new(Timestamp(happened.At)),
            ["event"] = new(happened.Event),
            ["by"] = new(happened.By),
        };
        if (happened.Note is not null) attributes["note"] = new(happened.Note);
        return new() { L = [Map(attributes)] };
    }

    /// <summary>The request that an item holds.</summary>
    public static ApprovalRequest ToRequest(Dictionary<string, AttributeValue> item) => new(
        item["id"].S,
        Time(item["createdAt"].S),
        Time(item["expiresAt"].S),
        item["executionArn"].S,
        item["subject"].S,
        [.. item["approvers"].L.Select(address => address.S)])
    {
        Message = Text(item, "message"),
        RequestedBy = Text(item, "requestedBy"),
        Details = Text(item, "details"),
        Image = Image(item),
        RequiredApprovals = int.Parse(item["requiredApprovals"].N, CultureInfo.InvariantCulture),
        Approvals = item["approvals"].M?.ToDictionary(given => given.Key, given => Approval(given.Value.M)) ?? [],
        Fields = Text(item, "fields") is { } fields
            ? JsonSerializer.Deserialize(fields, FunctionsJson.Default.IReadOnlyListFormField)!
            : [],
        PurgeAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(item["purgeAt"].N, CultureInfo.InvariantCulture)),
        Keys = item["keys"].M?.ToDictionary(key => key.Key, key => key.Value.S) ?? [],
        OpenedBy = item["opened"].M?.Keys.ToHashSet() ?? [],
        TaskToken = Text(item, "taskToken"),
        Decision = Text(item, "outcome") is { } outcome
            ? new Decision(
                outcome,
                item["decidedBy"].S,
                Time(item["decidedAt"].S),
                item["comment"].S,
                Text(item, "fieldValues") ?? FieldValues.None)
            : null,
        DeliveredAt = Text(item, "deliveredAt") is { } delivered ? Time(delivered) : null,
        History = item["history"].L?.ConvertAll(happened => Event(happened.M)) ?? [],
    };

    /// <summary>When DynamoDB may remove an item, as its time to live wants it.</summary>
    public static AttributeValue Purge(DateTimeOffset time) => Number(time.ToUnixTimeSeconds());

    /// <summary>The image of an item.</summary>
    public static StoredImage? Image(Dictionary<string, AttributeValue> item) =>
        item.GetValueOrDefault("image") is { M: { } image }
            ? new StoredImage(
                image["bucket"].S,
                image["key"].S,
                Text(image, "box") is { } box ? JsonSerializer.Deserialize(box, FunctionsJson.Default.ImageBox) : null)
            : null;

    /// <summary>The text of an attribute, or null if it is not there.</summary>
    public static string? Text(Dictionary<string, AttributeValue> item, string attribute) =>
        item.GetValueOrDefault(attribute)?.S;

    /// <summary>An image.</summary>
    public static AttributeValue From(StoredImage image)
    {
        var attributes = new Dictionary<string, AttributeValue>
        {
            ["bucket"] = new(image.Bucket),
            ["key"] = new(image.Key),
        };
        if (image.Box is { } box)
            attributes["box"] = new(JsonSerializer.Serialize(box, FunctionsJson.Default.ImageBox));
        return Map(attributes);
    }

    private static GivenApproval Approval(Dictionary<string, AttributeValue> given) =>
        new(Time(given["at"].S), given["comment"].S, given["fields"].S);

    private static RequestEvent Event(Dictionary<string, AttributeValue> happened) =>
        new(Time(happened["at"].S), happened["event"].S, happened["by"].S, Text(happened, "note"));

    private static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private static AttributeValue Map(Dictionary<string, AttributeValue> attributes) =>
        new() { M = attributes, IsMSet = true };

    /// <summary>The time of a <see cref="Timestamp"/>.</summary>
    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
