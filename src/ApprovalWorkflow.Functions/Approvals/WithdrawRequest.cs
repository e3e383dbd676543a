using Amazon.Lambda.Core;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What the state machine gives <see cref="WithdrawRequest"/>.</summary>
/// <param name="Comment">Why, as <see cref="FindRequests"/> says.</param>
public sealed record WithdrawalInput(string Id, string Comment);

/// <summary>What became of a request whose execution has ended.</summary>
/// <param name="Withdrawn">False if it was decided before; then there is nothing to announce.</param>
/// <param name="Request">For the event.</param>
/// <param name="Approval">For the event.</param>
public sealed record Withdrawal(bool Withdrawn, RequestSummary? Request, ApprovalResult? Approval);

/// <summary>
/// Closes a request whose execution has ended before anybody decided, so that its approvers see it as withdrawn instead
/// of answering into the void. Safe to run twice: what is withdrawn already stays as it is, and is announced again, as
/// the first try may have failed before that.
/// </summary>
public sealed class WithdrawRequest(ApprovalTable table, string websiteUrl, TimeProvider clock)
{
    public async Task<Withdrawal> HandleAsync(WithdrawalInput input, ILambdaContext context)
    {
        var end = new Decision(
            ApprovalStatus.Withdrawn, Decision.ByExecution, clock.GetUtcNow(), input.Comment);
        var request = await table.EndAsync(input.Id, end) ?? await table.FindAsync(input.Id);
        if (request?.Decision is not { Status: ApprovalStatus.Withdrawn } withdrawn)
            return new Withdrawal(false, null, null);
        context.Logger.LogInformation("Request {requestId} is withdrawn: {comment}", input.Id, withdrawn.Comment);
        return new Withdrawal(
            true,
            RequestSummary.Of(request, websiteUrl),
            new ApprovalResult(
                request.Id,
                withdrawn.Status,
                withdrawn.DecidedBy,
                Timestamps.From(withdrawn.DecidedAt),
                withdrawn.Comment,
                JsonText.Parse(withdrawn.Fields)));
    }
}
