namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What the state machine gives <see cref="AskApprovers"/>.</summary>
/// <param name="Round">From 0; see <see cref="ApprovalRounds"/>.</param>
/// <param name="Rounds">The waits of all rounds, in seconds; the last round is the deadline's.</param>
public sealed record AskApproversInput(string TaskToken, string Id, int Round, IReadOnlyList<int> Rounds)
{
    /// <summary>The rounds between the first, which asks, and the last, which expires.</summary>
    public int Reminders => Rounds.Count - 2;
}

/// <summary>
/// A round of a request: sends links to all approvers who have not answered. If the request is decided, because an
/// earlier callback was lost, or its deadline has come, the round answers its own task.
/// </summary>
public sealed class AskApprovers(
    ApprovalTable table, IApproverChannel channel, ApprovalLinks links, TaskCallback callback, TimeProvider clock)
{
    public async Task<NoResult> HandleAsync(AskApproversInput input, ILambdaContext context)
    {
        var request = await FindAsync(input.Id);
        var now = clock.GetUtcNow();
        if (request.Decision is null && (input.Round >= input.Rounds.Count - 1 || now >= request.ExpiresAt))
        {
            var end = new Decision(ApprovalStatus.Expired, Decision.ByDeadline, now, "");
            request = await table.EndAsync(input.Id, end) ?? await FindAsync(input.Id);
        }
        if (request.Decision is null && !await AskAsync(request, input, context))
            request = await FindAsync(input.Id);
        if (request.Decision is { } decision)
        {
            await callback.SendAsync(input.TaskToken, decision);
            context.Logger.LogInformation(
                "Request {requestId} is {status}: answered its execution", request.Id, decision.Status);
        }
        return new NoResult();
    }

    /// <summary>Mails the approvers. False if somebody has decided in the meantime.</summary>
    private async Task<bool> AskAsync(ApprovalRequest request, AskApproversInput input, ILambdaContext context)
    {
        var keys = request.Asked.Approvers.Where(approver => !request.Approvals.ContainsKey(approver))
            .ToDictionary(approver => approver, _ => LinkKey.New());
        var attached = await table.AttachTaskAsync(
            input.Id,
            input.TaskToken,
            keys.ToDictionary(key => LinkKey.Hash(key.Value)!, key => key.Key),
            new RequestEvent(
                clock.GetUtcNow(),
                input.Round == 0 ? RequestEvents.Asked : RequestEvents.Reminded,
                Actors.Workflow,
                input.Round == 0
                    ? Mails(keys.Count)
                    : $"{Mails(keys.Count)}, reminder {input.Round} of {input.Reminders}"));
        if (!attached) return false;

        // The links work from here on. The next reminder replaces one mail that fails. If all fail, the state machine
        // asks again, with new links beside the old ones.
        var approvers = keys.Select(key => links.For(key.Key, request, key.Value)).ToList();
        var sent = await channel.TellAsync(
            new RequestNotice(request, input.Round, input.Reminders, approvers), context);
        context.Logger.LogInformation(
            "Round {round} of request {requestId}: {sent} of {approvers} mails sent",
            input.Round, request.Id, sent, approvers.Count);
        return true;
    }

    private async Task<ApprovalRequest> FindAsync(string id) => await table.FindAsync(id)
        ?? throw new InvalidOperationException(
            $"Request {id} is not in the table, although it was opened before its approvers are asked.");

    private static string Mails(int count) => count == 1 ? "Mail to 1 approver" : $"Mail to {count} approvers";
}
