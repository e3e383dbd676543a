using Amazon.EventBridge;
using Amazon.EventBridge.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <param name="Number">From 1.</param>
/// <param name="Of">How many there are in all, until the request expires.</param>
public sealed record AnnouncedReminder(int Number, int Of);

/// <summary>The <c>detail</c> of <see cref="EventTypes.Reminded"/>.</summary>
public sealed record ReminderDetail(RequestSummary Request, AnnouncedReminder Reminder);

/// <summary>
/// Puts reminders on the default event bus. The state machine announces everything else, but it does not know which of
/// its rounds remind. A failure is only logged, because no event is guaranteed.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html</remarks>
/// <param name="websiteUrl">Without a slash at the end.</param>
public sealed class RequestAnnouncer(IAmazonEventBridge eventBridge, string websiteUrl)
{
    public async Task AnnounceAsync(ApprovalRequest request, AnnouncedReminder reminder, ILambdaContext context)
    {
        try
        {
            var response = await eventBridge.PutEventsAsync(new PutEventsRequest
            {
                Entries =
                [
                    new PutEventsRequestEntry
                    {
                        Source = EventTypes.Source,
                        DetailType = EventTypes.Reminded,
                        Detail = JsonSerializer.Serialize(
                            new ReminderDetail(new RequestSummary(request, websiteUrl), reminder),
                            FunctionsJson.Default.ReminderDetail),
                    },
                ],
            });
            if (response.FailedEntryCount > 0)
                context.Logger.LogWarning(
                    "No event announces the reminder of request {approvalId}: {code}",
                    request.Id, response.Entries[0].ErrorCode);
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            context.Logger.LogWarning(error, "No event announces the reminder of request {approvalId}", request.Id);
        }
    }
}
