using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What the state machine gives <see cref="WithdrawRequest"/>.</summary>
/// <param name="Comment">Why, as <see cref="FindRequests"/> says.</param>
public sealed record WithdrawalInput(string Id, string Comment);

/// <summary>The result for a request whose execution has ended.</summary>
/// <param name="Withdrawn">False if it was decided before, so there is nothing to announce.</param>
public sealed record Withdrawal(bool Withdrawn, RequestSummary? Request, ApprovalResult? Approval);

/// <summary>
/// Withdraws a request whose execution ended before a decision. Idempotent: a withdrawn request is announced again,
/// because an earlier run may have failed before that.
/// </summary>
public sealed class WithdrawRequest(ApprovalTable table, string websiteUrl, TimeProvider clock)
{
    public async Task<Withdrawal> HandleAsync(WithdrawalInput input, ILambdaContext context)
    {
        var end = new Decision(ApprovalStatus.Withdrawn, Decision.ByExecution, clock.GetUtcNow(), input.Comment);
        var request = await table.EndAsync(input.Id, end) ?? await table.FindAsync(input.Id);
        if (request?.Decision is not { Status: ApprovalStatus.Withdrawn } withdrawn)
            return new Withdrawal(false, null, null);
        context.Logger.LogInformation("Request {approvalId} is withdrawn: {comment}", input.Id, withdrawn.Comment);
        return new Withdrawal(
            true,
            new RequestSummary(request, websiteUrl),
            new ApprovalResult(
                request.Id,
                withdrawn.Status,
                withdrawn.DecidedBy,
                Timestamps.From(withdrawn.DecidedAt),
                withdrawn.Comment,
                JsonText.Parse(withdrawn.Fields),
                []));
    }
}
