using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The requests of one status, in the order of its index. Pages are read when they are needed.</summary>
internal sealed class StatusStream(ApprovalIndexes indexes, string status, IndexPosition? place, int pageSize)
{
    private readonly Queue<ListedRequest> _read = new();
    private bool _hasMore = true;

    public string Status => status;

    /// <summary>The position of the last taken request. At first, that of the cursor.</summary>
    public IndexPosition? Place { get; private set; } = place;

    /// <summary>The request that <see cref="Take"/> returns, after <see cref="FillAsync"/>.</summary>
    public ListedRequest? Next => _read.TryPeek(out var next) ? next : null;

    public bool IsAtEnd => !_hasMore && _read.Count == 0;

    public async Task FillAsync()
    {
        while (_hasMore && _read.Count == 0)
        {
            // All requests read so far are taken, so the next page starts after the place.
            var (requests, hasMore) = await indexes.OfStatusAsync(status, Place, pageSize);
            foreach (var request in requests) _read.Enqueue(request);
            _hasMore = hasMore && requests.Count > 0;
        }
    }

    public ListedRequest Take()
    {
        var taken = _read.Dequeue();
        Place = new IndexPosition(taken.Place, taken.Id);
        return taken;
    }
}
