using System.Runtime.ExceptionServices;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What the state machine gives <see cref="AskApprovers"/>.</summary>
/// <param name="Round">From 0; see <see cref="ApprovalRounds"/>.</param>
/// <param name="Rounds">The waits of all rounds, in seconds; the last round is the deadline's.</param>
/// <param name="AskedAt">When the execution entered the state: the same for each try.</param>
public sealed record AskApproversInput(
    string TaskToken, string Id, int Round, IReadOnlyList<int> Rounds, string AskedAt)
{
    /// <summary>The rounds between the first, which asks, and the last, which expires.</summary>
    public int Reminders => Rounds.Count - 2;
}

/// <summary>
/// A round of a request: sends links to all approvers who have not answered. A round that is tried again leaves out
/// approvers who were told before. If the request is decided, because an earlier callback was lost, or its deadline has
/// come, the round answers its own task.
/// </summary>
public sealed class AskApprovers(
    ApprovalTable table,
    IApproverChannel channel,
    ApprovalLinks links,
    TaskCallback callback,
    RequestAnnouncer announcer,
    TimeProvider clock)
{
    public async Task<NoResult> HandleAsync(AskApproversInput input, ILambdaContext context)
    {
        var request = await table.GetAsync(input.Id);
        var now = clock.GetUtcNow();
        if (request.Decision is null && (input.Round >= input.Rounds.Count - 1 || now >= request.ExpiresAt))
        {
            var end = new Decision(ApprovalStatus.Expired, Decision.ByDeadline, now, "");
            request = await table.EndAsync(input.Id, end) ?? await table.GetAsync(input.Id);
        }
        if (request.Decision is null && !await AskAsync(request, input, context))
            request = await table.GetAsync(input.Id);
        if (request.Decision is { } decision)
        {
            await callback.SendAsync(input.TaskToken, decision);
            context.Logger.LogInformation(
                "Request {approvalId} is {status}: told its execution after {undeliveredSeconds} seconds",
                request.Id, decision.Status, decision.SecondsUntil(clock.GetUtcNow()));
        }
        return new NoResult();
    }

    /// <summary>Tells the approvers. False if somebody has decided in the meantime.</summary>
    private async Task<bool> AskAsync(ApprovalRequest request, AskApproversInput input, ILambdaContext context)
    {
        var earlier = request.Told is { } before && before.AskedAt == input.AskedAt ? before : null;
        var told = earlier?.Approvers ?? [];
        var left = request.Asked.Approvers
            .Where(approver => !request.Approvals.ContainsKey(approver) && !told.Contains(approver)).ToList();
        var turns = await channel.ReserveAsync(left);
        var busy = left.Where(approver => !turns.ContainsKey(approver)).ToList();
        if (turns.Count == 0 && busy.Count > 0) throw new ApproversBusyException(busy);

        var keys = turns.Keys.ToDictionary(approver => approver, _ => LinkKey.New());
        var attached = await table.AttachTaskAsync(
            input.Id,
            input.TaskToken,
            keys.ToDictionary(key => LinkKey.Hash(key.Value)!, key => key.Key),
            new ToldApprovers(input.AskedAt, told),
            earlier is null ? await EventOfAsync(input, left, context) : null);
        if (!attached) return false;

        if (earlier is null && input.Round > 0)
            await announcer.AnnounceAsync(request, new AnnouncedReminder(input.Round, input.Reminders), context);
        // The links work from here on.
        var notice = new RequestNotice(
            request,
            input.Round,
            input.Reminders,
            clock.GetUtcNow(),
            [.. keys.Select(key => links.For(key.Key, request, key.Value))]);
        var (reached, failures) = await channel.TellAsync(notice, turns, context);
        told = [.. told, .. reached];
        if (reached.Count > 0) await table.NoteToldAsync(input.Id, new ToldApprovers(input.AskedAt, told));
        context.Logger.LogInformation(
            "Round {round} of request {approvalId}: {told} of {approvers} mails handed over",
            input.Round, request.Id, told.Count, told.Count + left.Count - reached.Count);
        // Fails, to be tried again, if that may help. Approvers who were refused for good wait for the next round.
        var failure = failures.FirstOrDefault(AwsCalls.MayPass);
        if (told.Count == 0 && failures.Count > 0) failure ??= failures[0];
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        if (busy.Count > 0) throw new ApproversBusyException(busy);
        return true;
    }

    private async Task<RequestEvent> EventOfAsync(
        AskApproversInput input, List<string> approvers, ILambdaContext context)
    {
        var unreachable = await channel.FindUnreachableAsync(approvers, context);
        foreach (var approver in unreachable)
            context.Logger.LogWarning(
                "Request {approvalId} does not reach {approver}: {problem}",
                input.Id, approver, "no confirmed subscription");
        var mails = (approvers.Count - unreachable.Count, approvers.Count) switch
        {
            (1, 1) => "Mail to 1 approver",
            var (reached, all) when reached == all => $"Mail to {all} approvers",
            var (reached, all) => $"Mail to {reached} of {all} approvers; {all - reached} not confirmed",
        };
        return input.Round == 0
            ? new RequestEvent(clock.GetUtcNow(), RequestEvents.Asked, Actors.Workflow, mails)
            : new RequestEvent(
                clock.GetUtcNow(),
                RequestEvents.Reminded,
                Actors.Workflow,
                $"{mails}, reminder {input.Round} of {input.Reminders}");
    }
}
