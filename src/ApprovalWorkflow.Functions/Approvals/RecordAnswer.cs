namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What the state machine gives <see cref="RecordAnswer"/>.</summary>
/// <param name="Input">Any JSON: the input of the approval.</param>
/// <param name="Answer">What the task token was answered with: any JSON.</param>
/// <param name="AnsweredAt">When the execution got the answer: the same for each try (UTC).</param>
public sealed record AnswerInput(string Id, JsonElement Input, JsonElement Answer, DateTimeOffset AnsweredAt);

/// <summary>What the state machine announces, and what the branch gets.</summary>
/// <param name="Event">One of <see cref="EventTypes"/>.</param>
public sealed record RecordedOutcome(string Event, ApprovalOutcome Output);

/// <summary>
/// The answer to a task token decides nothing. The state machine matches the class's name (<see
/// cref="ErrorNames.InvalidAnswer"/>) and asks again. The message names the member and the remedy.
/// </summary>
public sealed class InvalidAnswerException(string problem) : Exception(problem);

/// <summary>
/// The request was withdrawn. The state machine matches the class's name (<see cref="ErrorNames.RequestWithdrawn"/>).
/// </summary>
public sealed class RequestWithdrawnException(string message) : Exception(message);

/// <summary>
/// Records the answer to a task token, and that the execution has it. So an answer of the AWS CLI, such as
/// <c>{"result": true}</c>, has the same effect as a click. A decision that is already in the table wins. Idempotent.
/// </summary>
public sealed class RecordAnswer(ApprovalTable table)
{
    /// <exception cref="InvalidAnswerException">Nobody has decided, and the answer is no decision.</exception>
    /// <exception cref="RequestWithdrawnException">The execution ended before, and was redriven.</exception>
    public async Task<RecordedOutcome> HandleAsync(AnswerInput input, ILambdaContext context)
    {
        var request = await table.GetAsync(input.Id);
        if (request.Decision is null)
        {
            var decision = Decide(input, request);
            var recorded = await table.RecordAsync(input.Id, decision);
            if (recorded is not null)
                context.Logger.LogInformation(
                    "{approver} {answer} request {approvalId}", decision.DecidedBy, decision.Status, input.Id);
            request = recorded ?? await table.GetAsync(input.Id);
        }
        var approval = ApprovalResult.Of(request);
        var outcome = new RecordedOutcome(EventOf(approval), new ApprovalOutcome(input.Input, approval));
        await table.NoteDeliveredAsync(input.Id, input.AnsweredAt);
        return outcome;
    }

    private static string EventOf(ApprovalResult approval) => approval.Status switch
    {
        ApprovalStatus.Approved => EventTypes.Approved,
        ApprovalStatus.Rejected => EventTypes.Rejected,
        ApprovalStatus.Expired => EventTypes.Expired,
        _ => throw new RequestWithdrawnException($"Request {approval.Id} is {approval.Status}: {approval.Comment}"),
    };

    private static Decision Decide(AnswerInput input, ApprovalRequest request)
    {
        var isApproval = Member(input.Answer, "result")?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new InvalidAnswerException(
                "result: must be true or false; answer the new task token, as in {\"result\": true}."),
        };
        var fields = isApproval ? Member(input.Answer, "fields") : null;
        if (isApproval && fields is null && request.RequiresFields)
            throw new InvalidAnswerException(
                "fields: are required to approve; answer the new task token with them, as in "
                + "{\"result\": true, \"fields\": {\"name\": \"value\"}}.");
        return new Decision(
            isApproval ? ApprovalStatus.Approved : ApprovalStatus.Rejected,
            Decision.ByTaskToken,
            input.AnsweredAt,
            "",
            fields?.GetRawText() ?? FieldCheck.None);
    }

    /// <summary>The member, or null if it is missing or null.</summary>
    private static JsonElement? Member(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
