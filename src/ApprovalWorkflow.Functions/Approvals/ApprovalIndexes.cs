using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The table's indexes. They follow the table, so a request is read again before anything is done with it.
/// </summary>
public sealed class ApprovalIndexes(ItemTable table)
{
    private static readonly TimeIndex _byStatus =
        new(Indexes.Status, RequestAttributes.Status, RequestAttributes.CreatedAt);

    /// <summary>The ids of the requests of an execution: as many as its state machine has under way.</summary>
    public async Task<IReadOnlyList<string>> OfExecutionAsync(string executionArn)
    {
        var items = await table.AllAsync(Indexes.Execution, RequestAttributes.ExecutionArn, executionArn);
        return [.. items.Select(item => item[ItemAttributes.Id].S)];
    }

    /// <summary>Requests of a status, the newest first, and whether there may be older ones.</summary>
    public async Task<(IReadOnlyList<ListedRequest> Requests, bool HasMore)> OfStatusAsync(
        string status, IndexPosition? after, int limit)
    {
        var page = await table.NewestAsync(_byStatus, status, after, limit);
        return ([.. page.Items.Select(item => ItemJson.To(item, FunctionsJson.Default.ListedRequest))], page.HasMore);
    }
}
