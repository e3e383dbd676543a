using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>How an approval ended, as <c>HumanApproval</c> hands it to the branch that follows.</summary>
/// <param name="DecidedAt">ISO 8601, UTC.</param>
/// <param name="Comment">The comment of the approver who answered last.</param>
/// <param name="Fields">The values of the approver who answered last: an object.</param>
/// <param name="Comments">Who wrote what.</param>
public sealed record ApprovalResult(
    string Id,
    string Status,
    string DecidedBy,
    string DecidedAt,
    string Comment,
    JsonElement Fields,
    IReadOnlyList<WrittenComment> Comments)
{
    /// <summary>The outcome of a request that has ended.</summary>
    public static ApprovalResult Of(ApprovalRequest request)
    {
        var decision = request.Decision!;
        return new ApprovalResult(
            request.Id,
            decision.Status,
            decision.DecidedBy,
            Timestamps.From(decision.DecidedAt),
            decision.Comment,
            JsonText.Parse(decision.Fields),
            JsonSerializer.Deserialize(decision.Comments, FunctionsJson.Default.IReadOnlyListWrittenComment)!);
    }
}

/// <summary>What the branches after <c>HumanApproval</c> get.</summary>
/// <param name="Input">Any JSON: the input of the approval.</param>
public sealed record ApprovalOutcome(JsonElement Input, ApprovalResult Approval);

/// <summary>The execution's output: what was asked, how it ended, and what this process made of it.</summary>
public sealed record ProcessedOutcome(string Message, JsonElement Input, ApprovalResult Approval);

/// <summary>The step after an approval: the place for what your process does once a person has said yes.</summary>
public static class ProcessApproval
{
    public static Task<ProcessedOutcome> HandleAsync(ApprovalOutcome outcome, ILambdaContext context)
    {
        var approval = outcome.Approval;
        context.Logger.LogInformation("{approver} approved request {approvalId}", approval.DecidedBy, approval.Id);
        return Task.FromResult(new ProcessedOutcome("The approved process goes on.", outcome.Input, approval));
    }
}

/// <summary>The step after a rejection: the place for what your process undoes or reports.</summary>
public static class ProcessRejection
{
    public static Task<ProcessedOutcome> HandleAsync(ApprovalOutcome outcome, ILambdaContext context)
    {
        var approval = outcome.Approval;
        context.Logger.LogInformation("{approver} rejected request {approvalId}", approval.DecidedBy, approval.Id);
        return Task.FromResult(new ProcessedOutcome("The rejected process ends here.", outcome.Input, approval));
    }
}

/// <summary>The step after the deadline: the place for what your process does when nobody has answered.</summary>
public static class ProcessExpiry
{
    public static Task<ProcessedOutcome> HandleAsync(ApprovalOutcome outcome, ILambdaContext context)
    {
        var approval = outcome.Approval;
        context.Logger.LogWarning("Request {approvalId} expired without a decision", approval.Id);
        return Task.FromResult(
            new ProcessedOutcome("Nobody decided in time: the process ends here.", outcome.Input, approval));
    }
}
