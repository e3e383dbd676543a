using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// A request in a list, as its index has it. Members without a value are left out; times are ISO 8601, UTC.
/// </summary>
/// <param name="ApprovedBy">The approvers who have approved so far.</param>
/// <param name="Status">One of <see cref="ApprovalStatus"/>.</param>
public sealed record ListedRequest(
    string Id,
    string Subject,
    string Status,
    string CreatedAt,
    string ExpiresAt,
    string? RequestedBy,
    IReadOnlyList<string> Approvers,
    IReadOnlyList<string> ApprovedBy,
    int RequiredApprovals,
    string? DecidedBy,
    string? DecidedAt,
    StoredImage? Image)
{
    /// <summary>Its place in its list: pending ones come by deadline, past ones by creation.</summary>
    [JsonIgnore]
    public string Place => Status == ApprovalStatus.Pending ? ExpiresAt : CreatedAt;
}

/// <summary>Some of the requests: pending ones by deadline, past ones the newest first.</summary>
/// <param name="Cursor">Gets the following ones; null if there are none.</param>
/// <param name="SearchedTo">
/// How far a search looked if it stopped before it found enough: to this deadline, or for past requests to this
/// creation.
/// </param>
public sealed record RequestList(IReadOnlyList<ListedRequest> Items, string? Cursor, string? SearchedTo);

/// <summary><c>GET /approvals</c> for signed-in reviewers: requests of a status, or of a list.</summary>
public sealed class ListRequests(ApprovalIndexes indexes, string reviewerGroup, TimeProvider clock)
{
    /// <summary>Requests that a search looks at in one call. It takes about a second; the function has 10.</summary>
    private const int MostSearched = 1000;

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (SignedIn.Reviewer(request, reviewerGroup, out var refusal) is not { } person) return refusal;
        if (RequestFilter.In(request, person, out refusal) is not { } filter) return refusal;
        if (request.Limit(out refusal) is not { } limit) return refusal;
        if (ListCursor.In(request, filter.Statuses) is not { } places) return ListCursor.Refusal;
        return Answer.Json(200, await ListAsync(places, filter, limit), FunctionsJson.Default.RequestList);
    }

    private async Task<RequestList> ListAsync(
        IReadOnlyDictionary<string, IndexPosition?> places, RequestFilter filter, int limit)
    {
        var now = clock.GetUtcNow();
        var pageSize = filter.TakesAll ? limit + 1 : Limits.ListItems;
        var streams = places.Select(place => new StatusStream(
            indexes, place.Key, place.Value ?? filter.StartOf(place.Key), pageSize)).ToList();
        var found = new List<ListedRequest>();
        string? searchedTo = null;
        for (var searched = 0; ; searched++)
        {
            foreach (var stream in streams) await stream.FillAsync();
            // Several streams have past requests only.
            var first = streams.Where(stream => stream.Next is not null)
                .MaxBy(stream => stream.Next!.CreatedAt, StringComparer.Ordinal);
            if (first?.Next is not { } next || filter.EndsBefore(next)) return new RequestList(found, null, null);
            if (searched == MostSearched) return new RequestList(found, CursorOf(streams), searchedTo);
            var request = At(now, next);
            if (filter.Takes(request))
            {
                // There is a next page only if it has a request.
                if (found.Count == limit) return new RequestList(found, CursorOf(streams), null);
                found.Add(request);
            }
            searchedTo = next.Place;
            first.Take();
        }
    }

    private static string CursorOf(IEnumerable<StatusStream> streams) => ListCursor.Write(
        streams.Where(stream => !stream.IsAtEnd).ToDictionary(stream => stream.Status, stream => stream.Place));

    /// <summary>Between the deadline and the state machine's last round, the table still says pending.</summary>
    private static ListedRequest At(DateTimeOffset now, ListedRequest request) =>
        request.Status == ApprovalStatus.Pending
        && string.CompareOrdinal(request.ExpiresAt, Timestamps.From(now)) <= 0
            ? request with { Status = ApprovalStatus.Expired }
            : request;
}
