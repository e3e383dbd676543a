using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A page of the caller's reports, the newest first.</summary>
/// <param name="Cursor">The cursor of the next page; null if there is none.</param>
public sealed record ReportList(IReadOnlyList<ReportView> Items, string? Cursor);

/// <summary><c>GET /reports</c>: the reports that the caller has asked for, the newest first.</summary>
public sealed class ListReports(ReportsTable table)
{
    /// <summary>The list's name in its cursors.</summary>
    private const string List = "reports";

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (SignedIn.Requester(request, out var refusal) is not { } requester) return refusal;
        if (request.Limit(out refusal) is not { } limit) return refusal;
        if (ListCursor.In(request, [List]) is not { } places) return ListCursor.Refusal;
        var (reports, hasMore) = await table.ListAsync(requester, places[List], limit);
        var last = hasMore && reports.Count > 0 ? reports[^1] : null;
        return Answer.Json(
            200,
            new ReportList(
                [.. reports.Select(report => ReportView.Of(report))],
                last is null
                    ? null
                    : ListCursor.Write(new Dictionary<string, IndexPosition?>
                    {
                        [List] = new(last.RequestedAt, last.Id),
                    })),
            FunctionsJson.Default.ReportList);
    }
}
