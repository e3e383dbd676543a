using Amazon.S3;
using Amazon.StepFunctions;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A requester's view of a report. Members without a value are left out. Times are ISO 8601, UTC.</summary>
/// <param name="Id">Differs from the requested id if that request was a duplicate.</param>
/// <param name="Status">One of <see cref="ReportStatus"/>.</param>
/// <param name="Mail">One of <see cref="ReportMails"/>. Lists omit it.</param>
/// <param name="Url">A link that lasts minutes. Lists omit it, and so do reports that are not ready.</param>
public sealed record ReportView(
    string Id, string Status, string RequestedAt, string? GeneratedAt, long? Rows, string? Mail, string? Url)
{
    public static ReportView Of(Report report, string? url = null) =>
        new(report.Id, report.Status, report.RequestedAt, report.GeneratedAt, report.Rows, report.Mail, url);
}

/// <summary><c>GET /reports/{id}</c>: a report's status for its requester, with a link when it is ready.</summary>
public sealed class ViewReport(
    ReportsTable table, IAmazonStepFunctions stepFunctions, string stateMachineArn, IAmazonS3 s3, string bucket,
    TimeProvider clock)
{
    /// <summary>Short, because the link is opened at once, and a new one takes one call.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _justStarted = TimeSpan.FromDays(1);

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (SignedIn.Requester(request, out var refusal) is not { } requester) return refusal;
        if (request.Id() is not { } id) return Unknown();
        var report = await table.FindAsync(id);
        if (report is not null && report.Requester != requester) return Unknown();
        if (report is null) report = await JustStartedAsync(id, requester);
        else if (report.Status == ReportStatus.Running) report = await StillRunningAsync(report);
        if (report is null) return Unknown();
        var url = report.Status == ReportStatus.Ready
            ? s3.ForReading(bucket, ReportKeys.Of(report.Id), clock.GetUtcNow() + LinkLifetime)
            : null;
        return Answer.Json(200, ReportView.Of(report, url), FunctionsJson.Default.ReportView);
    }

    private static ApiResponse Unknown() => Answer.Message(404, "You have asked for no such report.");

    /// <summary>
    /// A record follows its execution's start. If the execution succeeded, the record existed and has expired.
    /// </summary>
    private async Task<Report?> JustStartedAsync(string id, string requester) =>
        await stepFunctions.FindExecutionAsync(stateMachineArn, id) is { } execution
        && execution.Status != ExecutionStatus.SUCCEEDED && RequesterIn(execution.Input) == requester
            ? new Report(
                id,
                requester,
                execution.Status == ExecutionStatus.RUNNING ? ReportStatus.Running : ReportStatus.Failed,
                Timestamps.From(new DateTimeOffset(execution.StartDate!.Value.ToUniversalTime())))
            : null;

    /// <summary>If an execution was stopped or could not write its record, the record still says running.</summary>
    private async Task<Report?> StillRunningAsync(Report report)
    {
        var status = (await stepFunctions.FindExecutionAsync(stateMachineArn, report.Id))?.Status;
        // Step Functions removes an execution 90 days after its end, and may not find one that has just begun.
        if (status is null && clock.GetUtcNow() - Timestamps.Parse(report.RequestedAt) < _justStarted) return report;
        if (status == ExecutionStatus.RUNNING) return report;
        // The execution may have ended between the two reads. After its end, nothing else writes.
        await table.NoteEndedAsync(report);
        return await table.FindAsync(report.Id);
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
