using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// A report as who asked for it sees it. Members without a value are left out; times are ISO 8601, UTC.
/// </summary>
/// <param name="Id">Another one than was asked for where that came within a minute after it.</param>
/// <param name="Status">One of <see cref="ReportStatus"/>.</param>
/// <param name="Url">Where to read it, for some minutes; null until it is ready.</param>
public sealed record ReportView(
    string Id, string Status, string RequestedAt, string? GeneratedAt, long? Rows, string? Url);

/// <summary>
/// <c>GET /reports/{id}</c>: how it goes with a report, and a link to it when it is ready, for who asked for it.
/// </summary>
public sealed class ViewReport(
    ReportsTable table, IAmazonStepFunctions stepFunctions, string stateMachineArn, IAmazonS3 s3, string bucket,
    TimeProvider clock)
{
    /// <summary>The link is followed at once; the next one is a call away.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(5);

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (Requester.Of(request, out var refusal) is not { } requester) return refusal;
        if (request.Id() is not { } id) return Unknown();
        var report = await table.FindAsync(id);
        if (report is not null && report.Requester != requester) return Unknown();
        if (report is null or { Status: ReportStatus.Running })
            report = await ByExecutionAsync(report?.Id ?? id, report, requester);
        if (report is null) return Unknown();
        var url = report.Status == ReportStatus.Ready
            ? ReportLinks.To(s3, bucket, report.Id, clock.GetUtcNow() + LinkLifetime)
            : null;
        return Api.Json(
            200,
            new ReportView(report.Id, report.Status, report.RequestedAt, report.GeneratedAt, report.Rows, url),
            FunctionsJson.Default.ReportView);
    }

    private static ApiResponse Unknown() => Api.Message(404, "You have asked for no such report.");

    /// <summary>
    /// What the execution says: a record comes a moment after its start, and stays as it is when the execution is
    /// stopped by hand.
    /// </summary>
    private async Task<Report?> ByExecutionAsync(string id, Report? report, string requester)
    {
        try
        {
            var execution = await stepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest
            {
                ExecutionArn = $"{stateMachineArn}:{id}"
                    .Replace(":stateMachine:", ":execution:", StringComparison.Ordinal),
            });
            if (report is null && RequesterIn(execution.Input) != requester) return null;
            var isRunning = execution.Status == ExecutionStatus.RUNNING;
            // Between the two reads it may have ended well: then the record says so now.
            if (!isRunning && await table.FindAsync(id) is { Status: not ReportStatus.Running } ended) return ended;
            var startedAt = new DateTimeOffset(execution.StartDate!.Value.ToUniversalTime());
            return new Report(
                id,
                requester,
                isRunning ? ReportStatus.Running : ReportStatus.Failed,
                report?.RequestedAt ?? ApprovalItem.Timestamp(startedAt),
                null,
                null);
        }
        catch (ExecutionDoesNotExistException)
        {
            // Step Functions forgets an execution 90 days after its end.
            return report is null ? null : report with { Status = ReportStatus.Failed };
        }
    }

    private static string? RequesterIn(string? input)
    {
        try
        {
            using var json = JsonDocument.Parse(input ?? "");
            return json.RootElement.TryGetProperty("requester", out var requester) ? requester.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
