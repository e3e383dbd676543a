using System.Text.Json.Nodes;
using System.Web;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>
/// <c>POST /slack/interactions</c>: a button opens a modal, and the modal decides, as the person whose verified address
/// Slack has. Nothing counts without Slack's signature. A call that comes twice decides once, as any decision does.
/// Slack waits for 3 seconds.
/// </summary>
/// <remarks>https://docs.slack.dev/interactivity/handling-user-interaction</remarks>
public sealed class SlackInteractions(
    ApprovalTable table,
    Decider decider,
    SlackApi slack,
    SlackPeople people,
    CachedSecret<SlackSecret> secret,
    TimeProvider clock)
{
    private const int LongestProblem = 500;

    private const string Gone = "There is no such request. Records go some time after their end.";

    private const string NoMember = "Slack has no verified email address of yours in this workspace, so the system "
        + "does not know who you are. Confirm it in your Slack account, or use the link in your mail.";

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (request.BodyText() is not { Length: <= DecisionBody.SizeLimit } body)
            return Answer.Message(413, $"The body must be text of at most {DecisionBody.SizeLimit} characters.");
        try
        {
            if (!await IsSignedAsync(request, body))
                return Answer.Message(401, "Only Slack can call this, with a signature and the time.");
            return Parse(body) switch
            {
                { Type: "block_actions", Actions: [var action, ..], TriggerId: { } trigger, User: var user }
                    when action is { ActionId: Decisions.Approve or Decisions.Reject, Value: not null } =>
                    await OpenAsync(action, trigger, user),
                { Type: "view_submission", View: { PrivateMetadata: { } id } view, User: var user } =>
                    await SubmitAsync(view, id, user, context),
                // Such as the button that only opens a page.
                { } => Answer.Text(200, "text/plain", ""),
                null => Answer.Message(400, "payload: must be an interaction of Slack."),
            };
        }
        catch (ChannelException error)
        {
            // Slack tells the person that it did not work.
            context.Logger.LogError(error, "An interaction of Slack could not be answered");
            return Answer.Message(503, "Slack or its secret cannot be used. Try again in a moment.");
        }
    }

    private async Task<bool> IsSignedAsync(ApiRequest request, string body) =>
        request.Header(SlackSignature.TimestampHeader) is { } timestamp
        && SlackSignature.IsRecent(timestamp, clock.GetUtcNow())
        && SlackSignature.IsValid(
            request.Header(SlackSignature.Header), timestamp, body, (await secret.ReadAsync()).SigningSecret);

    private static SlackInteraction? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(
                HttpUtility.ParseQueryString(body)["payload"] ?? "", SlackJson.Default.SlackInteraction);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Opens the modal to decide in, or one that says why not.</summary>
    private async Task<ApiResponse> OpenAsync(SlackAction action, string triggerId, SlackActor user)
    {
        var search = people.EmailOfAsync(user.Id);
        var found = await table.FindAsync(action.Value!);
        var person = await search;
        var refusal = found is null ? Gone
            : person is null ? NoMember
            : found.StatusAt(clock.GetUtcNow()) is not ApprovalStatus.Pending and var status
                ? $"This request is {status}."
            : action.ActionId == Decisions.Approve || !found.Asked.Approvers.Contains(person)
                ? found.WhyNoApprovalBy(person)
            : null;
        await slack.OpenAsync(
            triggerId, refusal is null ? SlackModal.Decide(found!, action.ActionId) : SlackModal.Say(refusal));
        return Answer.Text(200, "text/plain", "");
    }

    private async Task<ApiResponse> SubmitAsync(SlackView view, string id, SlackActor user, ILambdaContext context)
    {
        var search = people.EmailOfAsync(user.Id);
        var found = await table.FindAsync(id);
        var person = await search;
        if (found is null || person is null) return Show(SlackModal.Say(found is null ? Gone : NoMember));
        var wanted = SlackModal.Read(view, found);
        if (wanted.Problem is { } wrong) return Refuse(wrong, view);
        var (response, _) = await decider.DecideAsync(new ReviewerAccess(id, person), wanted, context);
        var message = JsonSerializer.Deserialize(response.Body, FunctionsJson.Default.ApiMessage)!.Message;
        // What the person can correct or repeat stands in the form. All else ends it.
        return response.StatusCode is 400 or 503 ? Refuse(message, view) : Show(SlackModal.Say(message));
    }

    private static ApiResponse Refuse(string problem, SlackView view)
    {
        var (block, text) = SlackModal.Place(problem, view);
        return Json(new JsonObject
        {
            ["response_action"] = "errors",
            ["errors"] = new JsonObject { [block] = ForeignText.Cut(ForeignText.Visible(text), LongestProblem) },
        });
    }

    private static ApiResponse Show(JsonObject view) =>
        Json(new JsonObject { ["response_action"] = "update", ["view"] = view });

    private static ApiResponse Json(JsonObject answer) =>
        Answer.Text(200, "application/json", answer.ToJsonString());
}
