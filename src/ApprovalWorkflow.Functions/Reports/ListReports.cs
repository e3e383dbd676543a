using Amazon.Lambda.Core;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A report in a list. Members without a value are left out; times are ISO 8601, UTC.</summary>
/// <param name="Status">One of <see cref="ReportStatus"/>.</param>
public sealed record ListedReport(string Id, string Status, string RequestedAt, string? GeneratedAt, long? Rows);

/// <summary>Some of somebody's reports, the newest first.</summary>
/// <param name="Cursor">Gets the following ones; null if there are none.</param>
public sealed record ReportList(IReadOnlyList<ListedReport> Items, string? Cursor);

/// <summary><c>GET /reports</c>: the reports that the caller has asked for, the newest first.</summary>
public sealed class ListReports(ReportsTable table)
{
    /// <summary>The one list there is, as its cursors name it.</summary>
    private const string List = "reports";

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (Requester.Of(request, out var refusal) is not { } requester) return refusal;
        if (request.Limit(out refusal) is not { } limit) return refusal;
        IndexPosition? after = null;
        if (request.QueryParameter("cursor") is { } cursor)
        {
            if (ListCursor.Read(cursor, [List]) is not { } places) return ListCursor.Refusal;
            after = places[List];
        }
        var (reports, hasMore) = await table.ListAsync(requester, after, limit);
        return Answer.Json(
            200,
            new ReportList(
                [.. reports.Select(report => new ListedReport(
                    report.Id, report.Status, report.RequestedAt, report.GeneratedAt, report.Rows))],
                hasMore && reports.Count > 0
                    ? ListCursor.Write(new Dictionary<string, IndexPosition?>
                    {
                        [List] = new(reports[^1].RequestedAt, reports[^1].Id),
                    })
                    : null),
            FunctionsJson.Default.ReportList);
    }
}
