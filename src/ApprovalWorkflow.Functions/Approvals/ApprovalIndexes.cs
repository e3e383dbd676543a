using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The table's indexes. What they say of a request is looked at again before it is acted upon, as they follow the table.
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

    /// <summary>Requests of one status, the newest first.</summary>
    /// <param name="after">The last one that was seen; null to begin with the newest.</param>
    /// <param name="limit">How many at most.</param>
    public async Task<StatusPage> OfStatusAsync(string status, IndexPosition? after, int limit)
    {
        var page = await table.NewestAsync(_byStatus, status, after, limit);
        return new StatusPage(
            [.. page.Items.Select(item => ItemJson.To(item, FunctionsJson.Default.ListedRequest))], page.HasMore);
    }
}

/// <summary>Some of the requests of a status.</summary>
/// <param name="HasMore">Whether there may be older ones.</param>
public sealed record StatusPage(IReadOnlyList<ListedRequest> Requests, bool HasMore);
