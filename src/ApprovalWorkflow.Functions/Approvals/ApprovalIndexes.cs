using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The table's indexes. They follow the table, so a request is read again before anything is done with it.
/// </summary>
public sealed class ApprovalIndexes(ItemTable table)
{
    private static readonly TimeIndex _byStatus =
        new(Indexes.Status, RequestAttributes.Status, RequestAttributes.CreatedAt, NewestFirst: true);

    private static readonly TimeIndex _byDeadline =
        new(Indexes.Deadline, RequestAttributes.Status, RequestAttributes.ExpiresAt, NewestFirst: false);

    /// <summary>The ids of the requests of an execution: as many as its state machine has under way.</summary>
    public async Task<IReadOnlyList<string>> OfExecutionAsync(string executionArn)
    {
        var items = await table.AllAsync(Indexes.Execution, RequestAttributes.ExecutionArn, executionArn);
        return [.. items.Select(item => item[ItemAttributes.Id].S)];
    }

    /// <summary>
    /// Requests of a status, and whether others follow. Pending ones come by deadline, past ones the newest first.
    /// </summary>
    public async Task<(IReadOnlyList<ListedRequest> Requests, bool HasMore)> OfStatusAsync(
        string status, IndexPosition? after, int limit)
    {
        var page = await table.PageAsync(
            status == ApprovalStatus.Pending ? _byDeadline : _byStatus, status, after, limit);
        return ([.. page.Items.Select(item => ItemJson.To(item, FunctionsJson.Default.ListedRequest))], page.HasMore);
    }
}
