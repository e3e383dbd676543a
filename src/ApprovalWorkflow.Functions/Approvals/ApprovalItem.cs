using System.Globalization;
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
            ["purgeAt"] = new() { N = request.PurgeAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
            ["executionArn"] = new(request.ExecutionArn),
            ["subject"] = new(request.Subject),
            ["approvers"] = new() { L = [.. request.Approvers.Select(address => new AttributeValue(address))] },
            ["keys"] = new() { M = [], IsMSet = true },
        };
        if (request.Message is not null) item["message"] = new(request.Message);
        if (request.RequestedBy is not null) item["requestedBy"] = new(request.RequestedBy);
        if (request.Details is not null) item["details"] = new(request.Details);
        return item;
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
        Message = item.GetValueOrDefault("message")?.S,
        RequestedBy = item.GetValueOrDefault("requestedBy")?.S,
        Details = item.GetValueOrDefault("details")?.S,
        PurgeAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(item["purgeAt"].N, CultureInfo.InvariantCulture)),
        Keys = item["keys"].M?.ToDictionary(key => key.Key, key => key.Value.S) ?? [],
        TaskToken = item.GetValueOrDefault("taskToken")?.S,
        Decision = item.GetValueOrDefault("outcome") is { S: { } outcome }
            ? new Decision(outcome, item["decidedBy"].S, Time(item["decidedAt"].S), item["comment"].S)
            : null,
    };

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
