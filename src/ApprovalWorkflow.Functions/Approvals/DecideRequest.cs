using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The body of <c>POST /requests/{id}/decision</c>.</summary>
/// <param name="Decision">approve or reject.</param>
/// <param name="Comment">At most <see cref="DecideRequest.CommentLimit"/> characters; may be left out.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecisionBody(string? Decision, string? Comment);

/// <summary>
/// Records an approver's decision and tells the execution. The record comes first, as one conditional write, so a
/// decision is made once and is not lost: a callback that fails is made again on the next click or in the next round.
/// </summary>
public sealed class DecideRequest(ApprovalTable table, TaskCallback callback, TimeProvider clock)
{
    /// <summary>Characters.</summary>
    public const int CommentLimit = 1000;

    /// <summary>
    /// <c>POST …/decision</c> with a body, and in one-click mode <c>GET …/approve</c> and <c>…/reject</c>.
    /// </summary>
    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        var oneClick = request.HttpMethod == "GET";
        if (LinkAccess.From(request, keyInQuery: oneClick) is not { } access)
            return Answer(request, oneClick, LinkAccess.Denied);
        if (!TryReadDecision(request, oneClick, out var status, out var comment, out var problem))
            return Answer(request, oneClick, Api.Message(400, problem));

        var decided = await table.DecideAsync(access.RequestId, access.KeyHash, status, comment, clock.GetUtcNow());
        if (decided is not null)
            context.Logger.LogInformation(
                "{approver} {status} request {requestId}", decided.Decision!.DecidedBy, status, access.RequestId);
        var current = decided ?? await table.FindAsync(access.RequestId);
        var response = current?.ApproverOf(access.KeyHash) is { } approver
            ? await RespondAsync(current, approver, status, context)
            : LinkAccess.Denied;
        return Answer(request, oneClick, response, current);
    }

    private async Task<ApiResponse> RespondAsync(
        ApprovalRequest request, string approver, string wanted, ILambdaContext context)
    {
        if (request.Decision is not { } decision)
        {
            // The write was refused although nobody has decided: too late, or one's own request.
            return request.StatusAt(clock.GetUtcNow()) == ApprovalStatus.Pending && request.RequestedBy == approver
                ? Api.Message(403, "You asked for this approval yourself, so somebody else must give it.")
                : Expired(request);
        }

        var delivery = await TryDeliverAsync(request, context);
        if (decision.Status == ApprovalStatus.Expired) return Expired(request);
        if (decision.Status != wanted)
        {
            var decidedAt = ApprovalItem.Timestamp(decision.DecidedAt);
            return Api.Message(409, $"Already {decision.Status} by {decision.DecidedBy} at {decidedAt}");
        }
        return delivery switch
        {
            null => Api.Message(503, "Your decision is recorded, but Step Functions did not answer. "
                + "Try again in a moment; if you do not, the next reminder round delivers it."),
            Delivery.ExecutionEnded => Api.Message(410,
                "The process that asked has ended in the meantime, so the decision changes nothing."),
            _ when decision.Status == ApprovalStatus.Approved => Api.Message(200, "Workflow approved successfully"),
            _ => Api.Message(200, "Workflow rejected"),
        };
    }

    /// <summary>What became of the callback; null if Step Functions could not be reached.</summary>
    private async Task<Delivery?> TryDeliverAsync(ApprovalRequest request, ILambdaContext context)
    {
        try
        {
            return await callback.DeliverAsync(request);
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            context.Logger.LogError(
                error, "Request {requestId} is decided, but its execution could not be told", request.Id);
            return null;
        }
    }

    private static ApiResponse Expired(ApprovalRequest request) =>
        Api.Message(410, $"This request expired at {ApprovalItem.Timestamp(request.ExpiresAt)}");

    private static bool TryReadDecision(
        ApiRequest request, bool oneClick, out string status, out string comment, out string problem)
    {
        (status, comment, problem) = ("", "", "");
        var body = oneClick ? new DecisionBody(request.Resource.Split('/')[^1], null) : ReadBody(request);
        if (body is null)
            problem = """The body must be JSON such as {"decision": "approve", "comment": "Go ahead"} and no more.""";
        else if (body.Decision is not ("approve" or "reject"))
            problem = """decision: must be "approve" or "reject".""";
        else if (body.Comment is { Length: > CommentLimit } tooLong)
            problem = $"comment: has {tooLong.Length} characters; at most {CommentLimit} are possible.";
        else
        {
            status = body.Decision == "approve" ? ApprovalStatus.Approved : ApprovalStatus.Rejected;
            comment = body.Comment ?? "";
        }
        return problem.Length == 0;
    }

    private static DecisionBody? ReadBody(ApiRequest request)
    {
        try
        {
            return request.BodyText() is { } text
                ? JsonSerializer.Deserialize(text, FunctionsJson.Default.DecisionBody)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The answer as it is, or as a page for the browser in which a one-click link was opened.</summary>
    private static ApiResponse Answer(
        ApiRequest request, bool oneClick, ApiResponse response, ApprovalRequest? decided = null) =>
        oneClick && DecisionPage.IsWantedBy(request) ? DecisionPage.For(response, decided) : response;
}
