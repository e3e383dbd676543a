using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// Records an approver's decision, then tells the execution. The record is one conditional write, so a decision is made
/// once. A callback that fails is repeated by the next click or round.
/// </summary>
public sealed class Decider(ApprovalTable table, TaskCallback callback, TimeProvider clock)
{
    /// <returns>The answer, and the request unless whoever has the access may not see it.</returns>
    public async Task<(ApiResponse, ApprovalRequest?)> DecideAsync(
        RequestAccess access, DecisionBody wanted, ILambdaContext context)
    {
        for (var tries = 0; ; tries++)
        {
            var found = await table.FindAsync(access.RequestId);
            if (access.PersonFor(found) is not { } person) return (access.Denied, null);
            if (await DecideAsync(found!, person, wanted, context) is { } response) return (response, found);
            // Another approver answered between reading and writing.
            if (tries >= found!.Asked.RequiredApprovals)
                return (Answer.Message(
                    503, "Others are deciding right now. Please try again; your decision counts only once."), null);
        }
    }

    /// <summary>The answer; null if the request changed while the decision was made.</summary>
    private async Task<ApiResponse?> DecideAsync(
        ApprovalRequest request, string person, DecisionBody wanted, ILambdaContext context)
    {
        var now = clock.GetUtcNow();
        if (request.Decision is not null) return await DecidedAsync(request, person, wanted, context);
        if (request.StatusAt(now) != ApprovalStatus.Pending) return Expired(request);
        if (request.Approvals.TryGetValue(person, out var earlier))
            return wanted.IsApproval && !SaysMore(wanted, request, earlier) ? Recorded(request) : Answered(earlier);
        // The requester may still reject.
        if (request.WhyNoApprovalBy(person) is { } refusal
            && (wanted.IsApproval || !request.Asked.Approvers.Contains(person)))
            return Answer.Message(403, refusal);
        var fields = FieldCheck.None;
        if (wanted.IsApproval
            && (fields = FieldCheck.Check(request.Asked.Fields, wanted.Fields, out var problem)) is null)
            return Answer.Message(400, problem);

        var comment = wanted.Comment ?? "";
        var recorded = wanted.IsApproval
            ? await table.ApproveAsync(request, person, new GivenApproval(now, comment, fields))
            : await table.RejectAsync(request, person, comment, now);
        if (recorded is null) return null;
        context.Logger.LogInformation(
            "{approver} {answer} request {approvalId}",
            person, wanted.IsApproval ? "approved" : "rejected", request.Id);
        return recorded.Decision is null ? Recorded(recorded) : await DecidedAsync(recorded, person, wanted, context);
    }

    /// <summary>The answer to a decision about a request that is decided, now or before.</summary>
    private async Task<ApiResponse> DecidedAsync(
        ApprovalRequest request, string person, DecisionBody wanted, ILambdaContext context)
    {
        var decision = request.Decision!;
        var decidedAt = Timestamps.From(decision.DecidedAt);
        if (decision.Status == ApprovalStatus.Withdrawn)
            return Answer.Message(410, $"This request was withdrawn at {decidedAt}");
        var delivery = await TryDeliverAsync(request, context);
        if (decision.Status == ApprovalStatus.Expired) return Expired(request);
        var own = wanted.IsApproval
            ? request.Approvals.GetValueOrDefault(person)
            : decision.DecidedBy == person ? new GivenApproval(decision.DecidedAt, decision.Comment, "") : null;
        if (own is null || decision.Status == ApprovalStatus.Approved != wanted.IsApproval)
            return Answer.Message(409, $"Already {decision.Status} by {decision.DecidedBy} at {decidedAt}");
        if (SaysMore(wanted, request, own)) return Answered(own, decision.Status);
        return delivery switch
        {
            null => Answer.Message(503, "Your decision is recorded, but Step Functions did not answer. "
                + "Try again in a moment; if you do not, the next reminder round delivers it."),
            Delivery.ExecutionEnded => Answer.Message(410,
                "The process that asked has ended in the meantime, so the decision changes nothing."),
            _ when wanted.IsApproval => Answer.Message(200, "Workflow approved successfully"),
            _ => Answer.Message(200, "Workflow rejected"),
        };
    }

    /// <summary>The result of the callback; null if Step Functions could not be reached.</summary>
    private async Task<Delivery?> TryDeliverAsync(ApprovalRequest request, ILambdaContext context)
    {
        // A metric has the seconds.
        var undeliveredSeconds = request.Decision!.SecondsUntil(clock.GetUtcNow());
        try
        {
            var delivery = await callback.DeliverAsync(request);
            if (delivery == Delivery.LeftToNextRound)
                context.Logger.LogWarning(
                    "Request {approvalId} was decided {undeliveredSeconds} seconds ago: the next round delivers it",
                    request.Id, undeliveredSeconds);
            return delivery;
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            context.Logger.LogError(
                error,
                "Request {approvalId} was decided {undeliveredSeconds} seconds ago: its execution cannot be told",
                request.Id, undeliveredSeconds);
            return null;
        }
    }

    /// <summary>Whether a repeated answer has a comment or values that are not recorded.</summary>
    private static bool SaysMore(DecisionBody again, ApprovalRequest request, GivenApproval own) =>
        (again.Comment is { Length: > 0 } comment && comment != own.Comment)
        || (again.Fields is { ValueKind: not JsonValueKind.Null } fields
            && !JsonElement.DeepEquals(fields, JsonText.Parse(FieldCheck.None))
            && FieldCheck.Check(request.Asked.Fields, fields, out _) != own.Fields);

    private static ApiResponse Answered(GivenApproval own, string status = ApprovalStatus.Approved) =>
        Answer.Message(409, $"You already {status} this request at {Timestamps.From(own.At)}");

    private static ApiResponse Recorded(ApprovalRequest request) =>
        Answer.Message(200, $"Approval recorded: {request.Approvals.Count} of {request.Asked.RequiredApprovals}");

    private static ApiResponse Expired(ApprovalRequest request) =>
        Answer.Message(410, $"This request expired at {Timestamps.From(request.ExpiresAt)}");
}
