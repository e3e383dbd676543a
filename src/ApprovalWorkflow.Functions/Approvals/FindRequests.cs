using Amazon.Lambda.Core;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// What Step Functions says of an execution that has ended
/// (https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html).
/// </summary>
/// <param name="Status">ABORTED, FAILED or TIMED_OUT.</param>
/// <param name="Cause">What whoever stopped it gave as the reason; may be missing.</param>
public sealed record EndedExecution(string ExecutionArn, string Status, string? Cause);

/// <summary>What an ended execution had asked.</summary>
/// <param name="Comment">What is to be recorded with the withdrawal.</param>
public sealed record FoundRequests(IReadOnlyList<string> Ids, string Comment);

/// <summary>
/// Finds the requests of an ended execution. Only their ids: an execution may have asked for more than a state could
/// hold of them.
/// </summary>
public sealed class FindRequests(ApprovalIndexes indexes)
{
    /// <summary>Characters of the cause that are kept.</summary>
    private const int CauseLimit = 1000;

    public async Task<FoundRequests> HandleAsync(EndedExecution input, ILambdaContext context)
    {
        var ids = await indexes.OfExecutionAsync(input.ExecutionArn);
        context.Logger.LogInformation(
            "{executionArn} ended as {status}; requests: {count}", input.ExecutionArn, input.Status, ids.Count);
        var cause = input.Cause ?? "";
        return new FoundRequests(
            ids, cause.Length == 0 ? input.Status : $"{input.Status}: {ForeignText.Cut(cause, CauseLimit)}");
    }
}
