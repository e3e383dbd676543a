using Amazon.CDK.AWS.StepFunctions.Tasks;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;

namespace ApprovalWorkflow;

/// <summary>
/// Puts an event on the account's default EventBridge bus, for your own rules: chat, tickets, dashboards. If it still
/// fails after some retries, the execution continues without it.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html</remarks>
internal static class Announcement
{
    /// <param name="id">The state's name.</param>
    /// <param name="type">The event's <c>detail-type</c>, one of <see cref="EventTypes"/>.</param>
    /// <param name="detail">The event's <c>detail</c>.</param>
    /// <param name="next">The next state. Its input is this state's input.</param>
    public static TaskStateBase Create(
        Construct scope, string id, string type, IDictionary<string, object> detail, IChainable next)
    {
        var task = new EventBridgePutEvents(scope, id, new EventBridgePutEventsProps
        {
            QueryLanguage = QueryLanguage.JSON_PATH,
            Entries =
            [
                new EventBridgePutEventsEntry
                {
                    Source = EventTypes.Source,
                    DetailType = type,
                    Detail = TaskInput.FromObject(detail),
                },
            ],
            ResultPath = JsonPath.DISCARD,
        });
        task.AddRetry(LambdaTask.Backoff(Errors.TASKS_FAILED));
        task.AddCatch(next, new CatchProps { Errors = [Errors.ALL], ResultPath = JsonPath.DISCARD });
        task.Next(next);
        return task;
    }
}
