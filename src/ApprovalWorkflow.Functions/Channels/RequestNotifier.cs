using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels;

/// <summary>What is read of an event about a request; docs/events.md has its schema.</summary>
/// <param name="DetailType">One of <see cref="EventTypes"/>.</param>
public sealed record RequestAnnouncement(
    [property: JsonPropertyName("detail-type")] string DetailType, AnnouncementDetail Detail);

/// <param name="Reminder">Only of <see cref="EventTypes.Reminded"/>.</param>
public sealed record AnnouncementDetail(AnnouncedRequest Request, AnnouncedReminder? Reminder);

public sealed record AnnouncedRequest(string Id);

/// <summary>
/// Hands the event of a request to a channel. A failure stands in the history, and Lambda repeats the event: the mail
/// and the other channels have functions of their own.
/// </summary>
public sealed class RequestNotifier(
    ApprovalTable table, IRequestChannel channel, ToldNotices told, TimeProvider clock)
{
    /// <exception cref="ChannelException">The channel failed.</exception>
    public async Task<NoResult> HandleAsync(RequestAnnouncement announced, ILambdaContext context)
    {
        // Whoever may put events can put one that looks like ours, so only the record counts.
        if (await table.FindAsync(announced.Detail.Request.Id) is not { } request
            || NewsOf(announced, request) is not { } news) return new NoResult();
        try
        {
            await channel.TellAsync(news, context);
        }
        catch (ChannelException error)
        {
            // One for all reminders: a record has no room for more.
            var problem = ForeignText.Cut($"{channel.Name}: {error.Message}", RequestSize.ProblemLength);
            if (await told.NoteAsync(request, $"{news.Type}-failed", problem))
                await table.NoteAsync(
                    request.Id, new RequestEvent(news.At, RequestEvents.Unreached, Actors.Workflow, problem));
            throw;
        }
        return new NoResult();
    }

    /// <summary>What there is to tell; null if the record says otherwise, or says more by now.</summary>
    private RequestNews? NewsOf(RequestAnnouncement announced, ApprovalRequest request)
    {
        var status = announced.DetailType switch
        {
            EventTypes.Requested or EventTypes.Reminded => ApprovalStatus.Pending,
            EventTypes.Approved => ApprovalStatus.Approved,
            EventTypes.Rejected => ApprovalStatus.Rejected,
            EventTypes.Expired => ApprovalStatus.Expired,
            EventTypes.Withdrawn => ApprovalStatus.Withdrawn,
            _ => null,
        };
        if ((request.Decision?.Status ?? ApprovalStatus.Pending) != status) return null;
        var news = new RequestNews(request, announced.DetailType, 0, 0, clock.GetUtcNow());
        if (announced.DetailType != EventTypes.Reminded) return news;
        return announced.Detail.Reminder is { Number: > 0 } reminder && reminder.Number <= reminder.Of
            && reminder.Number <= news.RemindedAt.Count
            ? news with { Reminder = reminder.Number, Reminders = reminder.Of }
            : null;
    }
}
