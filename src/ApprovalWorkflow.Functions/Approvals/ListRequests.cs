using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.Core;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>A request in a list. Members without a value are left out; times are ISO 8601, UTC.</summary>
/// <param name="Status">One of <see cref="ApprovalStatus"/>.</param>
public sealed record ListedRequest(
    string Id,
    string Subject,
    string Status,
    string CreatedAt,
    string ExpiresAt,
    string? RequestedBy,
    IReadOnlyList<string> Approvers,
    int RequiredApprovals,
    string? DecidedBy,
    string? DecidedAt,
    StoredImage? Image);

/// <summary>Some of the requests, the newest first.</summary>
/// <param name="Cursor">Gets the following ones; null if there are none.</param>
/// <param name="SearchedTo">
/// When a search stopped before it had found as many as were asked for: all newer requests were looked at.
/// </param>
public sealed record RequestList(IReadOnlyList<ListedRequest> Items, string? Cursor, string? SearchedTo);

/// <summary>
/// <c>GET /approvals</c> for signed-in reviewers: requests of a status, or all past ones, the newest first.
/// </summary>
public sealed class ListRequests(ApprovalIndexes indexes, string reviewerGroup, TimeProvider clock)
{
    /// <summary>Characters.</summary>
    public const int SearchLimit = ApprovalInput.SubjectLimit;

    /// <summary>
    /// Requests that a search looks at in one call: about a second, far from API Gateway's 29. The cursor goes on.
    /// </summary>
    private const int MostSearched = 1000;

    private static readonly string[] _past =
        [ApprovalStatus.Approved, ApprovalStatus.Rejected, ApprovalStatus.Expired, ApprovalStatus.Withdrawn];

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (Reviewer.Of(request, reviewerGroup, out var refusal) is null) return refusal;
        var status = request.QueryParameter("status") ?? ApprovalStatus.Pending;
        string[] statuses = status == "past" ? _past : [status];
        if (!statuses.All(each => each == ApprovalStatus.Pending || _past.Contains(each)))
            return Api.Message(400, $"status: must be pending, past, {string.Join(", ", _past)}.");
        var search = request.QueryParameter("search")?.Trim() ?? "";
        if (search.Length > SearchLimit)
            return Api.Message(400, $"search: has {search.Length} characters; at most {SearchLimit} are possible.");
        if (request.Limit(out refusal) is not { } limit) return refusal;
        var cursor = request.QueryParameter("cursor");
        var places = cursor is null ? statuses.ToDictionary(each => each, _ => (IndexPosition?)null)
            : ListCursor.Read(cursor, statuses);
        if (places is null) return ListCursor.Refusal;
        return Api.Json(200, await ListAsync(places, search, limit), FunctionsJson.Default.RequestList);
    }

    private async Task<RequestList> ListAsync(
        IReadOnlyDictionary<string, IndexPosition?> places, string search, int limit)
    {
        var now = clock.GetUtcNow();
        var streams = places.Select(place =>
            new StatusStream(indexes, place.Key, place.Value, search.Length > 0 ? Api.MostItems : limit)).ToList();
        var found = new List<ListedRequest>();
        string? searchedTo = null;
        for (var searched = 0; found.Count < limit && searched < MostSearched; searched++)
        {
            foreach (var stream in streams) await stream.FillAsync();
            if (streams.Where(stream => stream.Next is not null)
                    .MaxBy(stream => stream.Next!["createdAt"].S, StringComparer.Ordinal) is not { } newest) break;
            var item = newest.Take();
            searchedTo = item["createdAt"].S;
            if (item["subject"].S.Contains(search, StringComparison.OrdinalIgnoreCase)) found.Add(Listed(item, now));
        }
        var rest = streams.Where(stream => !stream.IsAtEnd)
            .ToDictionary(stream => stream.Status, stream => stream.Place);
        return new RequestList(
            found,
            rest.Count > 0 ? ListCursor.Write(rest) : null,
            rest.Count > 0 && found.Count < limit ? searchedTo : null);
    }

    private static ListedRequest Listed(Dictionary<string, AttributeValue> item, DateTimeOffset now)
    {
        // Between the deadline and the state machine's last round, the table still says pending.
        var isLate = item["status"].S == ApprovalStatus.Pending
            && string.CompareOrdinal(item["expiresAt"].S, ApprovalItem.Timestamp(now)) <= 0;
        return new ListedRequest(
            item["id"].S,
            item["subject"].S,
            isLate ? ApprovalStatus.Expired : item["status"].S,
            item["createdAt"].S,
            item["expiresAt"].S,
            ApprovalItem.Text(item, "requestedBy"),
            [.. item["approvers"].L.Select(address => address.S)],
            int.Parse(item["requiredApprovals"].N, CultureInfo.InvariantCulture),
            ApprovalItem.Text(item, "decidedBy"),
            ApprovalItem.Text(item, "decidedAt"),
            ApprovalItem.Image(item));
    }
}
