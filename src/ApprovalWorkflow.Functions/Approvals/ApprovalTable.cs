using Amazon.DynamoDBv2.Model;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The requests. Each write is one conditional call, so only one of several that race succeeds.</summary>
public sealed class ApprovalTable(ItemTable table)
{
    /// <summary>
    /// Writes a new request. An existing one stays: the state machine repeats a call whose answer was lost.
    /// </summary>
    public Task CreateAsync(ApprovalRequest request) => table.CreateAsync(request.ToItem());

    public async Task<ApprovalRequest?> FindAsync(string id) =>
        await table.FindAsync(id) is { } item ? ApprovalRequest.From(item) : null;

    /// <exception cref="InvalidOperationException">The request is not there.</exception>
    public async Task<ApprovalRequest> GetAsync(string id) => await FindAsync(id)
        ?? throw new InvalidOperationException($"Request {id} is not in the table any more, but its execution runs.");

    /// <summary>Stores the waiting task and the keys of this round's links. Earlier links stay valid.</summary>
    /// <param name="keys">Approver by the key's hash.</param>
    /// <param name="told">The round, and who was told in earlier tries of it.</param>
    /// <param name="asked">The event for the history; null if an earlier try of the round has written it.</param>
    /// <returns>False if the request is decided, or not there.</returns>
    public async Task<bool> AttachTaskAsync(
        string id,
        string taskToken,
        IReadOnlyDictionary<string, string> keys,
        ToldApprovers told,
        RequestEvent? asked)
    {
        var update = Tell(id, told).Set(RequestAttributes.TaskToken, taskToken);
        foreach (var (hash, approver) in keys) update.SetIn(RequestAttributes.Keys, hash, new(approver));
        if (keys.Keys.FirstOrDefault() is { } first) update.RequireWithout(RequestAttributes.Keys, first);
        if (await TryUpdateAsync(update, asked) is not null) return true;
        // The SDK repeats a call whose answer was lost. In that case the keys are there already.
        return await FindAsync(id) is { Decision: null } request && keys.Keys.All(request.Keys.ContainsKey);
    }

    /// <summary>Notes who was told in this round, unless the request is decided by now.</summary>
    public Task NoteToldAsync(string id, ToldApprovers told) => table.TryUpdateAsync(Tell(id, told));

    /// <summary>Ends a request that nobody decided, in time or before its execution ended.</summary>
    /// <returns>The request with its end, or null if it was decided before, or is not there.</returns>
    public Task<ApprovalRequest?> EndAsync(string id, Decision end) => TryUpdateAsync(
        Decide(Undecided(id), end),
        new RequestEvent(
            end.DecidedAt, end.Status, Actors.Workflow, end.Comment.Length > 0 ? end.Comment : null));

    /// <summary>Records an answer to the task token.</summary>
    /// <returns>The request with the decision, or null if somebody decided before.</returns>
    public Task<ApprovalRequest?> RecordAsync(string id, Decision decision) =>
        TryUpdateAsync(Decide(Undecided(id), decision), null);

    /// <summary>
    /// Notes, once, that the execution has the decision. Removes the task token, which has no use any more.
    /// </summary>
    public Task NoteDeliveredAsync(string id, DateTimeOffset at) => table.TryUpdateAsync(
        new ItemUpdate(id).RequireWithout(RequestAttributes.DeliveredAt)
            .Set(RequestAttributes.DeliveredAt, Timestamps.From(at))
            .Remove(RequestAttributes.TaskToken));

    /// <summary>
    /// Records an approver's yes and, if it is the last that is required, the decision: in one call, which succeeds
    /// only if nobody has approved or decided since the request was read, and it has not expired.
    /// </summary>
    /// <returns>The updated request, or null if it has changed since it was read.</returns>
    public Task<ApprovalRequest?> ApproveAsync(ApprovalRequest read, string approver, GivenApproval approval)
    {
        var update = Answer(read, approver, approval.At)
            .RequireCount(RequestAttributes.Approvals, read.Approvals.Count)
            .SetIn(RequestAttributes.Approvals, approver, new()
            {
                M = ItemJson.From(approval, FunctionsJson.Default.GivenApproval),
            })
            .Append(RequestAttributes.ApprovedBy, new(approver));
        return TryUpdateAsync(
            read.Approvals.Count + 1 < read.Asked.RequiredApprovals
                ? update
                : Decide(update, Decision.Approved(read, approver, approval)),
            new RequestEvent(approval.At, RequestEvents.Approved, approver));
    }

    /// <summary>Records an approver's no, which decides the request. Succeeds under the same conditions.</summary>
    /// <returns>The updated request, or null if it has changed since it was read.</returns>
    public Task<ApprovalRequest?> RejectAsync(
        ApprovalRequest read, string approver, string comment, DateTimeOffset at) => TryUpdateAsync(
        Decide(Answer(read, approver, at), Decision.Rejected(read, approver, at, comment))
            .RequireCount(RequestAttributes.Approvals, read.Approvals.Count),
        new RequestEvent(at, RequestEvents.Rejected, approver));

    /// <summary>Notes the first time that an approver looks at a request that waits.</summary>
    /// <returns>The updated request, or null if they looked at it before, or it is decided.</returns>
    public Task<ApprovalRequest?> NoteOpenedAsync(string id, string approver, DateTimeOffset at) => TryUpdateAsync(
        Undecided(id).RequireWithout(RequestAttributes.Opened, approver)
            .SetIn(RequestAttributes.Opened, approver, new(Timestamps.From(at))),
        new RequestEvent(at, RequestEvents.Opened, approver));

    /// <summary>Adds what happened to the history of a request, if it is still there.</summary>
    public Task NoteAsync(string id, RequestEvent happened) =>
        TryUpdateAsync(new ItemUpdate(id).Require(ItemAttributes.Id, id), happened);

    private static ItemUpdate Tell(string id, ToldApprovers told) => Undecided(id).Set(
        RequestAttributes.Told, new AttributeValue { M = ItemJson.From(told, FunctionsJson.Default.ToldApprovers) });

    private static ItemUpdate Undecided(string id) => new ItemUpdate(id).RequireWithout(RequestAttributes.Outcome);

    private static ItemUpdate Answer(ApprovalRequest read, string approver, DateTimeOffset at) => Undecided(read.Id)
        .RequireWithout(RequestAttributes.Approvals, approver)
        .RequireAfter(RequestAttributes.ExpiresAt, Timestamps.From(at));

    private static ItemUpdate Decide(ItemUpdate update, Decision decision)
    {
        foreach (var (attribute, value) in ItemJson.From(decision, FunctionsJson.Default.Decision))
            update.Set(attribute, value);
        return update.Set(RequestAttributes.Status, decision.Status);
    }

    private async Task<ApprovalRequest?> TryUpdateAsync(ItemUpdate update, RequestEvent? happened)
    {
        if (happened is not null)
            update.Append(
                RequestAttributes.History,
                new() { M = ItemJson.From(happened, FunctionsJson.Default.RequestEvent) });
        return await table.TryUpdateAsync(update) is { } item
            ? ApprovalRequest.From(item)
            : null;
    }
}
