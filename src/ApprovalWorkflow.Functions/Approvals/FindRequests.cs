using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// An event of Step Functions: an execution has ended
/// (https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html).
/// </summary>
/// <param name="Status">ABORTED, FAILED or TIMED_OUT.</param>
/// <param name="Cause">The reason that was given when it was stopped; may be missing.</param>
public sealed record EndedExecution(string ExecutionArn, string Status, string? Cause);

/// <summary>The requests of an ended execution.</summary>
/// <param name="Comment">The comment of the withdrawal.</param>
public sealed record FoundRequests(IReadOnlyList<string> Ids, string Comment);

/// <summary>Finds the requests of an ended execution. Only ids, because a state's data are limited.</summary>
public sealed class FindRequests(ApprovalIndexes indexes)
{
    public async Task<FoundRequests> HandleAsync(EndedExecution input, ILambdaContext context)
    {
        var ids = await indexes.OfExecutionAsync(input.ExecutionArn);
        context.Logger.LogInformation(
            "{executionArn} ended as {status}; requests: {count}", input.ExecutionArn, input.Status, ids.Count);
        var ending = input.Status switch
        {
            "ABORTED" => "The execution was stopped",
            "TIMED_OUT" => "The execution timed out",
            _ => "The execution failed",
        };
        return new FoundRequests(
            ids,
            input.Cause is { Length: > 0 } cause
                ? $"{ending}: {ForeignText.Cut(cause, Limits.CommentLength)}"
                : $"{ending}.");
    }
}
