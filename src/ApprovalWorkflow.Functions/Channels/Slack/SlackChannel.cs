using System.Runtime.ExceptionServices;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>
/// Sends each approver a direct message, or one to a channel. Reminders are in its thread, and the outcome takes its
/// place.
/// </summary>
/// <param name="channel">A channel's id; null for direct messages.</param>
/// <param name="websiteUrl">Without a slash at the end.</param>
public sealed class SlackChannel(
    SlackApi slack,
    SlackPeople people,
    ApprovalTable table,
    ToldNotices told,
    string? channel,
    string websiteUrl)
    : IRequestChannel
{
    private const string Asked = "asked";

    public string Name => "Slack";

    public async Task TellAsync(RequestNews news, ILambdaContext context)
    {
        try
        {
            await TellAllAsync(news, context);
        }
        finally
        {
            // Somebody may have decided while the others were asked. The event of that did not find their questions.
            if (news.Request.Decision is null
                && await table.FindAsync(news.Request.Id) is { Decision: not null } decided)
                await TellAllAsync(news with { Request = decided }, context);
        }
    }

    private async Task TellAllAsync(RequestNews news, ILambdaContext context)
    {
        SlackRefusedException? refusal = null;
        string?[] approvers = channel is null ? [.. news.Request.Asked.Approvers] : [null];
        foreach (var approver in approvers)
        {
            try
            {
                if (news.Request.Decision is null) await AskAsync(news, approver, context);
                else await EndAsync(news, approver);
            }
            catch (SlackRefusedException error)
            {
                // It may concern this approver alone.
                context.Logger.LogError(
                    error,
                    "{approver} cannot be told in Slack of request {approvalId}",
                    approver ?? "The channel", news.Request.Id);
                refusal ??= error;
            }
        }
        if (refusal is not null) ExceptionDispatchInfo.Throw(refusal);
    }

    /// <summary>Asks, or reminds below the question. If the question failed, the reminder is the question.</summary>
    /// <param name="approver">Null for the channel.</param>
    private async Task AskAsync(RequestNews news, string? approver, ILambdaContext context)
    {
        if (approver is not null && news.Request.Approvals.ContainsKey(approver)) return;
        var question = await FindAsync(news, approver);
        if (question is not null && (news.Reminder == 0 || await told.FindAsync(news.Request, Key(news.Key, approver))
            is not null)) return;
        var user = approver is null ? null : await people.FindAsync(approver);
        if (approver is not null && user is null)
        {
            context.Logger.LogWarning(
                "{approver} is no member of the Slack workspace with this verified address: request {approvalId}",
                approver, news.Request.Id);
            return;
        }
        if (question is null)
        {
            var message = SlackMessage.Asked(news, approver, UrlOf(news.Request));
            var place = await slack.PostAsync(channel ?? user!, message);
            await told.NoteAsync(news.Request, Key(Asked, approver), place.ToString());
            return;
        }
        var reminder = await slack.PostAsync(
            question.Channel, SlackMessage.Reminded(news, user), thread: question.Ts, toAll: approver is null);
        await told.NoteAsync(news.Request, Key(news.Key, approver), reminder.ToString());
    }

    private async Task EndAsync(RequestNews news, string? approver)
    {
        if (await FindAsync(news, approver) is not { } question) return;
        try
        {
            await slack.UpdateAsync(question, SlackMessage.Ended(news.Request, UrlOf(news.Request)));
        }
        catch (SlackRefusedException error) when (error.Code is "message_not_found")
        {
            // Somebody has deleted it.
        }
    }

    private async Task<SlackPlace?> FindAsync(RequestNews news, string? approver) =>
        await told.FindAsync(news.Request, Key(Asked, approver)) is { } place ? SlackPlace.Parse(place) : null;

    private static string Key(string what, string? approver) => $"{what}-{approver ?? "channel"}";

    private string UrlOf(ApprovalRequest request) => new RequestSummary(request, websiteUrl).Url;
}
