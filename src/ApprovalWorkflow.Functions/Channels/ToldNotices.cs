using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Channels;

/// <summary>
/// What a channel has told of requests: an item for each message in the requests' table. It goes when its request does.
/// </summary>
/// <param name="channel">Part of the items' ids.</param>
public sealed class ToldNotices(ItemTable table, string channel)
{
    private const string Reference = "reference";

    /// <summary>What names the message on the other side; null if there is none.</summary>
    /// <param name="key">Names the message among all of the request's in this channel.</param>
    public async Task<string?> FindAsync(ApprovalRequest request, string key) =>
        await table.FindAsync(Id(request, key)) is { } item ? item[Reference].S : null;

    /// <returns>False if it was noted before.</returns>
    public Task<bool> NoteAsync(ApprovalRequest request, string key, string reference) => table.TryPutAsync(
        new Item
        {
            [ItemAttributes.Id] = new(Id(request, key)),
            [ItemAttributes.PurgeAt] = new() { N = $"{request.PurgeAt.ToUnixTimeSeconds()}" },
            [Reference] = new(reference),
        },
        $"attribute_not_exists({ItemAttributes.Id})",
        null);

    private string Id(ApprovalRequest request, string key) => $"{NoticeKeys.Prefix}{channel}-{request.Id}-{key}";
}
