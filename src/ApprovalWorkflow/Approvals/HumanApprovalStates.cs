using Amazon.CDK.AWS.StepFunctions;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow.Functions;
using Constructs;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;
using Timeout = Amazon.CDK.AWS.StepFunctions.Timeout;

namespace ApprovalWorkflow.Approvals;

/// <summary>
/// The states of <see cref="HumanApproval"/>. State data: <c>input</c> as it came in; <c>request</c> with the id and
/// the rounds of mail; <c>callback</c>, what came with the task token; <c>decision</c>, what the table says after it
/// was recorded.
/// </summary>
internal sealed class HumanApprovalStates(Construct scope, ApprovalService approvals)
{
    /// <summary>Who decided, when the answer came from the task token itself: the table knows of nobody.</summary>
    private const string HolderOfTheToken = "holder of the task token";

    public State Build(IChainable onApproved, IChainable onRejected, IChainable onExpired)
    {
        var identify = Identify();
        var open = Open();
        var ask = Ask();
        var approve = Record("Record approval", "approved");
        var reject = Record("Record rejection", "rejected");
        var outcome = Outcome();

        identify.Next(open).Next(ask).Next(Answer(approve, reject, ask));
        ask.AddCatch(
            NextRound().Next(ask),
            new CatchProps { Errors = [Errors.TIMEOUT], ResultPath = JsonPath.DISCARD });
        approve.Next(outcome);
        reject.Next(outcome);
        outcome.Next(new Choice(scope, "Approved?")
            .When(Condition.StringEquals("$.approval.status", "approved"), onApproved)
            .When(Condition.StringEquals("$.approval.status", "rejected"), onRejected)
            .Otherwise(onExpired));
        return identify;
    }

    private Pass Identify() => new(scope, "Identify request", new PassProps
    {
        Parameters = new Dictionary<string, object>
        {
            ["input"] = At("$"),
            ["request"] = new Dictionary<string, object> { ["id"] = JsonPath.Uuid() },
        },
    });

    private LambdaInvoke Open() => LambdaTask.Create(scope, "Open request", approvals.OpenRequest, new()
    {
        Payload = TaskInput.FromObject(new Dictionary<string, object>
        {
            ["id"] = At("$.request.id"),
            ["input"] = At("$.input"),
            ["executionArn"] = JsonPath.ExecutionId,
        }),
        ResultSelector = new Dictionary<string, object>
        {
            ["id"] = At("$.Payload.id"),
            ["rounds"] = At("$.Payload.rounds"),
            ["round"] = At("$.Payload.round"),
            ["waitSeconds"] = At("$.Payload.waitSeconds"),
        },
        ResultPath = "$.request",
    });

    /// <summary>
    /// One round of mail: waits for a decision until the next reminder is due. Failing, it would end a request that
    /// somebody may be looking at, so it outlasts a longer outage.
    /// </summary>
    private LambdaInvoke Ask() => LambdaTask.CreatePatient(scope, "Ask for approval", approvals.AskApprovers, new()
    {
        IntegrationPattern = IntegrationPattern.WAIT_FOR_TASK_TOKEN,
        Payload = TaskInput.FromObject(new Dictionary<string, object>
        {
            ["taskToken"] = JsonPath.TaskToken,
            ["id"] = At("$.request.id"),
            ["round"] = At("$.request.round"),
            ["rounds"] = At("$.request.rounds"),
        }),
        TaskTimeout = Timeout.At("$.request.waitSeconds"),
        ResultPath = "$.callback",
    });

    private Pass NextRound()
    {
        const string next = "States.MathAdd($.request.round, 1)";
        return new Pass(scope, "Next round", new PassProps
        {
            Parameters = new Dictionary<string, object>
            {
                ["input"] = At("$.input"),
                ["request"] = new Dictionary<string, object>
                {
                    ["id"] = At("$.request.id"),
                    ["rounds"] = At("$.request.rounds"),
                    ["round"] = At(next),
                    ["waitSeconds"] = At($"States.ArrayGetItem($.request.rounds, {next})"),
                },
            },
        });
    }

    /// <summary>
    /// Whoever holds the token may answer anything. What is not a yes or a no is asked again, so a mistyped
    /// <c>--task-output</c> loses nothing; a Choice fails on a path that is not there, so that is looked at first.
    /// </summary>
    private Choice Answer(IChainable approve, IChainable reject, IChainable ask)
    {
        const string result = "$.callback.result";
        Condition Is(bool value) => Condition.And(
            Condition.IsPresent(result),
            Condition.IsBoolean(result),
            Condition.BooleanEquals(result, value));
        return new Choice(scope, "Answer?").When(Is(true), approve).When(Is(false), reject).Otherwise(ask);
    }

    /// <summary>
    /// Settles the request in the table. A decision that is there already wins: it came by a link, with a name.
    /// Repeating the update changes nothing, so every failure may be retried.
    /// </summary>
    private DynamoUpdateItem Record(string id, string status)
    {
        var record = new DynamoUpdateItem(scope, id, new DynamoUpdateItemProps
        {
            Table = approvals.Table,
            Key = new Dictionary<string, DynamoAttributeValue> { ["id"] = Text(At("$.request.id")) },
            UpdateExpression =
                "SET #status = if_not_exists(outcome, :status), outcome = if_not_exists(outcome, :status), " +
                "decidedBy = if_not_exists(decidedBy, :by), decidedAt = if_not_exists(decidedAt, :at), " +
                "#comment = if_not_exists(#comment, :comment) REMOVE taskToken",
            ExpressionAttributeNames = new Dictionary<string, string>
            {
                ["#status"] = "status",
                ["#comment"] = "comment",
            },
            ExpressionAttributeValues = new Dictionary<string, DynamoAttributeValue>
            {
                [":status"] = Text(status),
                [":by"] = Text(HolderOfTheToken),
                [":at"] = Text(JsonPath.StateEnteredTime),
                [":comment"] = Text(""),
            },
            ReturnValues = DynamoReturnValues.UPDATED_NEW,
            ResultSelector = new Dictionary<string, object>
            {
                ["status"] = At("$.Attributes.status.S"),
                ["decidedBy"] = At("$.Attributes.decidedBy.S"),
                ["decidedAt"] = At("$.Attributes.decidedAt.S"),
                ["comment"] = At("$.Attributes.comment.S"),
            },
            ResultPath = "$.decision",
        });
        record.AddRetry(LambdaTask.Backoff(Errors.TASKS_FAILED));
        return record;
    }

    private static DynamoAttributeValue Text(string value) => DynamoAttributeValue.FromString(value);

    private Pass Outcome() => new(scope, "Outcome", new PassProps
    {
        Parameters = new Dictionary<string, object>
        {
            ["input"] = At("$.input"),
            ["approval"] = new Dictionary<string, object>
            {
                ["id"] = At("$.request.id"),
                ["status"] = At("$.decision.status"),
                ["decidedBy"] = At("$.decision.decidedBy"),
                ["decidedAt"] = At("$.decision.decidedAt"),
                ["comment"] = At("$.decision.comment"),
            },
        },
    });

    /// <summary>
    /// What is at the path, of whatever type: the name of CDK's method is narrower than what it does.
    /// </summary>
    private static string At(string path) => JsonPath.StringAt(path);
}
