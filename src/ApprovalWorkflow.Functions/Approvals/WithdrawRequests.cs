using System.Text.Json;
using Amazon.Lambda.Core;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// What Step Functions says of an execution that has ended
/// (https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html).
/// </summary>
/// <param name="Status">ABORTED, FAILED or TIMED_OUT.</param>
/// <param name="Cause">What whoever stopped it gave as the reason; may be missing.</param>
public sealed record EndedExecution(string ExecutionArn, string Status, string? Cause);

/// <summary>
/// Closes what an ended execution had asked and nobody had decided, so that its approvers see it as withdrawn instead
/// of answering into the void. Safe to run twice: what is closed already stays as it is.
/// </summary>
public sealed class WithdrawRequests(
    ApprovalTable table, ApprovalIndexes indexes, string websiteUrl, TimeProvider clock)
{
    /// <summary>Characters of the reason that are kept.</summary>
    private const int CauseLimit = 1000;

    public async Task<WithdrawnRequests> HandleAsync(EndedExecution input, ILambdaContext context)
    {
        var cause = input.Cause ?? "";
        var end = new Decision(
            ApprovalStatus.Withdrawn,
            Decision.ByExecution,
            clock.GetUtcNow(),
            $"{input.Status}{(cause.Length == 0 ? "" : ": ")}{cause[..Math.Min(cause.Length, CauseLimit)]}");
        var withdrawn = new List<WithdrawnRequest>();
        foreach (var id in await indexes.OfExecutionAsync(input.ExecutionArn))
        {
            // What is withdrawn already is told once more: an earlier try may have failed before it was announced.
            var request = await table.EndAsync(id, end) ?? await table.FindAsync(id);
            if (request?.Decision is not { Status: ApprovalStatus.Withdrawn } withdrawal) continue;
            context.Logger.LogInformation("Request {requestId} is withdrawn with {executionArn}", id, input.ExecutionArn);
            withdrawn.Add(new WithdrawnRequest(RequestSummary.Of(request, websiteUrl), ResultOf(id, withdrawal)));
        }
        return new WithdrawnRequests(withdrawn);
    }

    private static ApprovalResult ResultOf(string id, Decision end) => new(
        id,
        end.Status,
        end.DecidedBy,
        ApprovalItem.Timestamp(end.DecidedAt),
        end.Comment,
        JsonSerializer.Deserialize(end.Fields, FunctionsJson.Default.JsonElement));
}
