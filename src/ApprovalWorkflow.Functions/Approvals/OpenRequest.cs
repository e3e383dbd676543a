using System.Text;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.SignIn;
using static ApprovalWorkflow.Functions.EnvironmentSettings;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What the state machine gives <see cref="OpenRequest"/>.</summary>
/// <param name="Input">Any JSON: the input of the approval.</param>
public sealed record OpenRequestInput(string Id, JsonElement Input, string ExecutionArn);

/// <summary>The rounds in which a request's approvers are asked; the state machine counts them.</summary>
/// <param name="Rounds">
/// Seconds to wait in each round. The first asks, the last is the deadline's, and those between remind.
/// </param>
/// <param name="Round">The current round, from 0.</param>
/// <param name="RequiresFields">Read by executions that began with version 0.2.0.</param>
public sealed record ApprovalRounds(
    string Id, IReadOnlyList<int> Rounds, int Round, int WaitSeconds, bool RequiresFields, RequestSummary About);

/// <summary>What the stack's settings say about every request.</summary>
/// <param name="KeepSeconds">How long a record stays in the table after its deadline.</param>
/// <param name="WebsiteUrl">Without a slash at the end.</param>
/// <param name="ShowsImages">Whether the stack has a bucket of frames.</param>
public sealed record OpenRequestSettings(
    IReadOnlyList<string> Approvers,
    int RemindAfterSeconds,
    int ExpireAfterSeconds,
    int KeepSeconds,
    string WebsiteUrl,
    bool ShowsImages)
{
    public static OpenRequestSettings FromEnvironment() => new(
        [.. Required(Variables.Approvers).Split(',').Select(EmailAddress.Normalize)],
        RequiredSeconds(Variables.RemindAfter),
        RequiredSeconds(Variables.ExpireAfter),
        RequiredSeconds(Variables.KeepFor),
        Required(Variables.WebsiteUrl),
        Optional(Variables.FramesBucket) is not null);
}

/// <summary>
/// Checks an approval's input, writes the request's record and plans its rounds. Idempotent: the id comes from the
/// state machine, and an existing record stays.
/// </summary>
public sealed class OpenRequest(ApprovalTable table, OpenRequestSettings settings, TimeProvider clock)
{
    /// <summary>How long the last round may take to answer its own task. After that, the execution fails.</summary>
    private const int LastRoundSeconds = 60 * 60;

    /// <exception cref="InvalidRequestException">The input is invalid.</exception>
    public async Task<ApprovalRounds> HandleAsync(OpenRequestInput input, ILambdaContext context)
    {
        var asked = ApprovalInput.Parse(input.Input);
        if (asked.Image is not null && !settings.ShowsImages)
            throw new InvalidRequestException(
                "image",
                "cannot be shown, because this stack has no bucket of frames; leave it out, or deploy with faces.");
        asked = asked with { Approvers = Approvers(asked) };
        var expiresAfter = asked.ExpiresAfterSeconds ?? settings.ExpireAfterSeconds;
        var rounds = Rounds(
            asked.RemindAfterSeconds ?? settings.RemindAfterSeconds, expiresAfter, asked.Approvers.Count);
        var now = clock.GetUtcNow();
        var deadline = now.AddSeconds(expiresAfter);

        var request = new ApprovalRequest(
            input.Id, now, deadline, input.ExecutionArn, deadline.AddSeconds(settings.KeepSeconds))
        {
            Asked = asked,
        };
        RefuseWhatCouldOutgrow("a record", RequestSize.MostInRecord(request, rounds.Count), RequestSize.RecordLimit);
        RefuseWhatCouldOutgrow(
            "an execution's state",
            RequestSize.MostInState(asked, Encoding.UTF8.GetByteCount(input.Input.GetRawText()), rounds.Count),
            RequestSize.StateLimit);
        await table.CreateAsync(request);
        context.Logger.LogInformation("Opened request {approvalId} of {executionArn}", input.Id, input.ExecutionArn);
        return new ApprovalRounds(
            input.Id, rounds, 0, rounds[0], request.RequiresFields, new RequestSummary(request, settings.WebsiteUrl));
    }

    private static bool Contains(string text, string address) =>
        text.Contains(address, StringComparison.OrdinalIgnoreCase);

    private static void RefuseWhatCouldOutgrow(string what, long size, int limit)
    {
        if (size > limit)
            throw new InvalidRequestException("input",
                $"with its approvers, reminders, comments and fields could take {size} bytes; {what} holds at most "
                + $"{limit}. Shorten the input or the fields, require fewer approvals, or remind less often.");
    }

    private IReadOnlyList<string> Approvers(ApprovalInput asked)
    {
        var approvers = asked.Approvers is { Count: > 0 } some ? some : settings.Approvers;
        if (approvers.FirstOrDefault(address => !settings.Approvers.Contains(address)) is { } stranger)
            throw new InvalidRequestException("approvers",
                $"{stranger} is not one of the configured approvers; leave it out, or deploy with it in the setting.");
        if (asked.RequestedBy is { } requester && approvers.All(address => address == requester))
            throw new InvalidRequestException("requestedBy",
                $"{requester} is the only approver and may not approve their own request; name another approver.");
        if (asked.RequestedBy is { } name
            && approvers.FirstOrDefault(address => address != name && Contains(name, address)) is { } within)
            throw new InvalidRequestException("requestedBy",
                $"has the address of the approver {within} in it; give the address alone, to count as theirs.");
        var able = approvers.Count(address => address != asked.RequestedBy);
        if (asked.RequiredApprovals > able)
            throw new InvalidRequestException("requiredApprovals",
                $"is {asked.RequiredApprovals}, but only {able} can approve; require fewer, or name more approvers.");
        return approvers;
    }

    private static List<int> Rounds(int remindAfter, int expiresAfter, int approvers)
    {
        var asking = (expiresAfter + (long)remindAfter - 1) / remindAfter;
        if (asking * approvers > Limits.MailsPerRequest)
            throw new InvalidRequestException("remindAfterSeconds",
                $"a mail every {remindAfter} seconds until expiry after {expiresAfter}, to {approvers} approvers, "
                + $"makes {asking * approvers} mails; at most {Limits.MailsPerRequest} are possible. "
                + "Remind less or expire sooner.");
        var rounds = Enumerable.Repeat(remindAfter, (int)asking).ToList();
        rounds[^1] = (int)(expiresAfter - (asking - 1) * remindAfter);
        rounds.Add(LastRoundSeconds);
        return rounds;
    }
}
