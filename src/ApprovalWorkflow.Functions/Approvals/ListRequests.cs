using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// A request in a list, as its index has it. Members without a value are left out; times are ISO 8601, UTC.
/// </summary>
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
/// If a search stopped before it found enough: the time of the last request that it looked at.
/// </param>
public sealed record RequestList(IReadOnlyList<ListedRequest> Items, string? Cursor, string? SearchedTo);

/// <summary><c>GET /approvals</c> for signed-in reviewers: requests of a status, or all past ones.</summary>
public sealed class ListRequests(ApprovalIndexes indexes, string reviewerGroup, TimeProvider clock)
{
    /// <summary>Requests that a search looks at in one call. It takes about a second; API Gateway allows 29.</summary>
    private const int MostSearched = 1000;

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (SignedIn.Reviewer(request, reviewerGroup, out var refusal) is null) return refusal;
        var status = request.QueryParameter("status") ?? ApprovalStatus.Pending;
        var statuses = status == RequestLists.Past ? ApprovalStatus.Past : [status];
        if (!statuses.All(each => each == ApprovalStatus.Pending || ApprovalStatus.Past.Contains(each)))
            return Answer.Message(400, $"status: must be pending, past, {string.Join(", ", ApprovalStatus.Past)}.");
        var search = request.QueryParameter("search")?.Trim() ?? "";
        if (search.Length > Limits.SearchLength)
            return Answer.Message(
                400, $"search: has {search.Length} characters; at most {Limits.SearchLength} are possible.");
        if (request.Limit(out refusal) is not { } limit) return refusal;
        if (ListCursor.In(request, statuses) is not { } places) return ListCursor.Refusal;
        return Answer.Json(200, await ListAsync(places, search, limit), FunctionsJson.Default.RequestList);
    }

    private async Task<RequestList> ListAsync(
        IReadOnlyDictionary<string, IndexPosition?> places, string search, int limit)
    {
        var now = clock.GetUtcNow();
        var streams = places.Select(place =>
            new StatusStream(indexes, place.Key, place.Value, search.Length > 0 ? Limits.ListItems : limit)).ToList();
        var found = new List<ListedRequest>();
        string? searchedTo = null;
        for (var searched = 0; found.Count < limit && searched < MostSearched; searched++)
        {
            foreach (var stream in streams) await stream.FillAsync();
            if (streams.Where(stream => stream.Next is not null)
                    .MaxBy(stream => stream.Next!.CreatedAt, StringComparer.Ordinal) is not { } newest) break;
            var request = newest.Take();
            searchedTo = request.CreatedAt;
            if (request.Subject.Contains(search, StringComparison.OrdinalIgnoreCase)) found.Add(At(now, request));
        }
        var rest = streams.Where(stream => !stream.IsAtEnd)
            .ToDictionary(stream => stream.Status, stream => stream.Place);
        return new RequestList(
            found,
            rest.Count > 0 ? ListCursor.Write(rest) : null,
            rest.Count > 0 && found.Count < limit ? searchedTo : null);
    }

    /// <summary>Between the deadline and the state machine's last round, the table still says pending.</summary>
    private static ListedRequest At(DateTimeOffset now, ListedRequest request) =>
        request.Status == ApprovalStatus.Pending
        && string.CompareOrdinal(request.ExpiresAt, Timestamps.From(now)) <= 0
            ? request with { Status = ApprovalStatus.Expired }
            : request;
}
