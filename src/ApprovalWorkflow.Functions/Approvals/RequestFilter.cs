using System.Globalization;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Which requests a call wants to have listed.</summary>
/// <param name="List">A status, or one of <see cref="RequestLists"/>.</param>
/// <param name="Person">The caller's email address.</param>
/// <param name="IsMine">Only requests that the caller made, was asked about, or decided.</param>
/// <param name="From">The earliest creation, or null.</param>
/// <param name="Before">The end of the range of creation, itself excluded, or null.</param>
/// <param name="Words">
/// What must occur in the subject or a person, or begin the id, as <see cref="SearchText"/> has it.
/// </param>
internal sealed record RequestFilter(
    string List, string Person, bool IsMine, string? From, string? Before, IReadOnlyList<string> Words)
{
    /// <summary>
    /// A search finds an id by at least so many characters, its first group. Fewer would match many ids.
    /// </summary>
    private const int IdStart = 8;

    private static readonly string[] _lists =
    [
        ApprovalStatus.Pending, RequestLists.WaitingForMe, RequestLists.WaitingForOthers, RequestLists.Past,
        .. ApprovalStatus.Past,
    ];

    public IReadOnlyList<string> Statuses => List switch
    {
        RequestLists.WaitingForMe or RequestLists.WaitingForOthers => [ApprovalStatus.Pending],
        RequestLists.Past => ApprovalStatus.Past,
        _ => [List],
    };

    public bool TakesAll => List is not (RequestLists.WaitingForMe or RequestLists.WaitingForOthers)
        && !IsMine && From is null && Before is null && Words.Count == 0;

    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static RequestFilter? In(ApiRequest request, string person, out ApiResponse refusal)
    {
        var list = request.QueryParameter("status") ?? ApprovalStatus.Pending;
        refusal = Answer.Message(400, $"status: must be one of {string.Join(", ", _lists)}.");
        if (!_lists.Contains(list)) return null;
        var search = request.QueryParameter("search") ?? "";
        refusal = Answer.Message(
            400, $"search: has {search.Length} characters; at most {Limits.SearchLength} are possible.");
        if (search.Length > Limits.SearchLength) return null;
        var mine = request.QueryParameter("mine") ?? "false";
        refusal = Answer.Message(400, "mine: must be true or false.");
        if (mine is not ("true" or "false")) return null;
        foreach (var name in new[] { "from", "before" })
        {
            refusal = Answer.Message(400, $"{name}: must be a time such as 2026-11-20T10:00:00.000Z.");
            if (request.QueryParameter(name) is { } time && !IsTime(time)) return null;
        }
        return new RequestFilter(
            list,
            person,
            mine == "true",
            request.QueryParameter("from"),
            request.QueryParameter("before"),
            SearchText.Of(search).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Where to begin in the requests of a status; null for the first of them.</summary>
    public IndexPosition? StartOf(string status) => Before is null || status == ApprovalStatus.Pending
        ? null
        : new IndexPosition(Before, Guid.Empty.ToString());

    /// <summary>Whether this past request and all that follow it are too old.</summary>
    public bool EndsBefore(ListedRequest next) => next.Status != ApprovalStatus.Pending && IsTooOld(next);

    public bool Takes(ListedRequest request) => IsOfList(request)
        && (!IsMine || IsOfPerson(request))
        && !IsTooOld(request)
        && (Before is null || string.CompareOrdinal(request.CreatedAt, Before) < 0)
        && IsFound(request);

    private bool IsOfList(ListedRequest request) => List switch
    {
        RequestLists.WaitingForMe => WaitsForPerson(request),
        RequestLists.WaitingForOthers => !WaitsForPerson(request),
        _ => true,
    };

    private bool WaitsForPerson(ListedRequest request) => request.Status == ApprovalStatus.Pending
        && request.Approvers.Contains(Person)
        && !request.ApprovedBy.Contains(Person)
        && request.RequestedBy != Person;

    private bool IsOfPerson(ListedRequest request) =>
        request.Approvers.Contains(Person) || request.RequestedBy == Person || request.DecidedBy == Person;

    private bool IsTooOld(ListedRequest request) =>
        From is not null && string.CompareOrdinal(request.CreatedAt, From) < 0;

    private bool IsFound(ListedRequest request)
    {
        if (Words.Count == 0) return true;
        var text = SearchText.Of(string.Join(
            '\n',
            [request.Subject, request.RequestedBy ?? "", request.DecidedBy ?? "", .. request.Approvers]));
        return Words.All(word => text.Contains(word, StringComparison.Ordinal)
            || (word.Length >= IdStart && request.Id.StartsWith(word, StringComparison.Ordinal)));
    }

    private static bool IsTime(string text) => DateTime.TryParseExact(
        text, Timestamps.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
