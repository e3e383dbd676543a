using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;

namespace ApprovalWorkflow;

internal sealed record RequestNotificationProps(
    ApprovalTable Table, string WebsiteUrl, FunctionDefaults Functions, IDictionary<string, string> Environment);

/// <summary>
/// Tells a channel of requests, reminders and outcomes. It listens to the events that anybody can have, so a channel
/// that is down delays neither the mail nor the other channels.
/// </summary>
internal sealed class RequestNotification : Construct
{
    private static readonly string[] _all =
    [
        EventTypes.Requested, EventTypes.Reminded, EventTypes.Approved, EventTypes.Rejected, EventTypes.Expired,
        EventTypes.Withdrawn,
    ];

    /// <param name="handler">The handler's class name.</param>
    /// <param name="channel">For an operator, such as <c>Slack</c>.</param>
    /// <param name="types">Which of <see cref="EventTypes"/> it tells. Default: all.</param>
    public RequestNotification(
        Construct scope,
        string id,
        string handler,
        string channel,
        RequestNotificationProps props,
        string[]? types = null)
        : base(scope, id)
    {
        var queue = new DeadLetterQueue(
            this,
            "Untold",
            $"{channel} was not told of a request. The log of {handler} says why. Invoke {handler} with the message to "
            + "try again.");
        Function = new HandlerFunction(
            this,
            handler,
            Duration.Seconds(60),
            props.Functions,
            new Dictionary<string, string>(props.Environment)
            {
                [Variables.RequestsTable] = props.Table.TableName,
                [Variables.WebsiteUrl] = props.WebsiteUrl,
            },
            new EventInvocation(queue, Retries: 2, MaxAge: Duration.Hours(6)));
        Function.Role!.Allow(props.Table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        Function.Role!.AllowOnItems(props.Table.TableArn, NoticeKeys.Prefix, "dynamodb:PutItem");
        new Rule(this, "Requests", new RuleProps
        {
            Description = $"Tells {channel} of requests",
            EventPattern = new EventPattern
            {
                Source = [EventTypes.Source],
                DetailType = types ?? _all,
                // Other stacks of this account have requests, too.
                Detail = new Dictionary<string, object>
                {
                    ["request"] = new Dictionary<string, object>
                    {
                        ["url"] = new[] { new Dictionary<string, object> { ["prefix"] = $"{props.WebsiteUrl}/" } },
                    },
                },
            },
            Targets = [new LambdaFunction(Function, new LambdaFunctionProps { DeadLetterQueue = queue })],
        });
    }

    public HandlerFunction Function { get; }
}
