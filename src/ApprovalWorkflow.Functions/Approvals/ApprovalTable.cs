using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The approvals table. Each write is one conditional call, so that whatever races, one wins and the others learn it
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html).
/// </summary>
public sealed class ApprovalTable(IAmazonDynamoDB dynamoDb, string tableName)
{
    private const string Undecided = "attribute_exists(id) AND attribute_not_exists(outcome)";

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
            Key = TableUpdate.Key(id),
            ConsistentRead = true,
        });
        return response.Item is { Count: > 0 } item ? ApprovalItem.ToRequest(item) : null;
    }

    /// <summary>
    /// Notes the task that waits now and adds the keys of this round's links; those of earlier mails stay good.
    /// </summary>
    /// <param name="keys">Approver by the key's hash.</param>
    /// <param name="asked">The event for the history.</param>
    /// <returns>False if the request is decided, or not there.</returns>
    public async Task<bool> AttachTaskAsync(
        string id, string taskToken, IReadOnlyDictionary<string, string> keys, RequestEvent asked)
    {
        var update = new TableUpdate(id).Require(Undecided).Set("taskToken", taskToken).Happened(asked);
        foreach (var (hash, approver) in keys) update.SetIn("keys", hash, new AttributeValue(approver));
        return await TryUpdateAsync(update) is not null;
    }

    /// <summary>Ends a request that nobody decided: in time, or before its execution ended.</summary>
    /// <returns>The request with its end, or null if it was decided before, or is not there.</returns>
    public Task<ApprovalRequest?> EndAsync(string id, Decision end) =>
        TryUpdateAsync(Decide(new TableUpdate(id).Require(Undecided), end)
            .Happened(new RequestEvent(
                end.DecidedAt, end.Status, RequestEvent.ByWorkflow, end.Comment.Length > 0 ? end.Comment : null)));

    /// <summary>
    /// Records an approver's yes, and with the last one that is required the decision. In one call, which succeeds only
    /// if nothing has changed since the request was read: nobody else has approved, decided, or let it expire.
    /// </summary>
    /// <returns>The request as it is then, or null if it has changed since.</returns>
    public Task<ApprovalRequest?> ApproveAsync(ApprovalRequest read, string approver, GivenApproval approval)
    {
        var update = Answer(read, approver, RequestEvent.Approved, approval.At)
            .Require("size(approvals) = :given")
            .Value(":given", new AttributeValue { N = $"{read.Approvals.Count}" })
            .SetIn("approvals", approver, ApprovalItem.From(approval));
        return TryUpdateAsync(read.Approvals.Count + 1 < read.RequiredApprovals
            ? update
            : Decide(update, Decision.Approved(read, approver, approval)));
    }

    /// <summary>Records an approver's no, which decides the request. Succeeds under the same conditions.</summary>
    /// <returns>The request as it is then, or null if it has changed since.</returns>
    public Task<ApprovalRequest?> RejectAsync(
        ApprovalRequest read, string approver, string comment, DateTimeOffset at) =>
        TryUpdateAsync(Decide(
            Answer(read, approver, RequestEvent.Rejected, at),
            new Decision(ApprovalStatus.Rejected, approver, at, comment)));

    /// <summary>Notes the first time that an approver looks at a request that waits.</summary>
    /// <returns>The request as it is then, or null if they did before, or it is decided.</returns>
    public Task<ApprovalRequest?> NoteOpenedAsync(string id, string approver, DateTimeOffset at) =>
        TryUpdateAsync(new TableUpdate(id).Require(Undecided).RequireNo("opened", approver)
            .SetIn("opened", approver, new AttributeValue(ApprovalItem.Timestamp(at)))
            .Happened(new RequestEvent(at, RequestEvent.Opened, approver)));

    private static TableUpdate Answer(ApprovalRequest read, string approver, string answer, DateTimeOffset at) =>
        new TableUpdate(read.Id).Require(Undecided).RequireNo("approvals", approver)
            .Require("expiresAt > :at").Value(":at", new AttributeValue(ApprovalItem.Timestamp(at)))
            .Happened(new RequestEvent(at, answer, approver));

    private static TableUpdate Decide(TableUpdate update, Decision decision) => update
        .Set("status", decision.Status)
        .Set("outcome", decision.Status)
        .Set("decidedBy", decision.DecidedBy)
        .Set("decidedAt", ApprovalItem.Timestamp(decision.DecidedAt))
        .Set("comment", decision.Comment)
        .Set("fieldValues", decision.Fields);

    private async Task<ApprovalRequest?> TryUpdateAsync(TableUpdate update)
    {
        try
        {
            var response = await dynamoDb.UpdateItemAsync(update.ToRequest(tableName));
            return ApprovalItem.ToRequest(response.Attributes);
        }
        catch (ConditionalCheckFailedException)
        {
            return null;
        }
    }
}
