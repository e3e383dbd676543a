using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow.StateMachines;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;
using Timeout = Amazon.CDK.AWS.StepFunctions.Timeout;

namespace ApprovalWorkflow.Approvals;

/// <summary>
/// The states of <see cref="HumanApproval"/>. State data: <c>input</c> is the fragment's input; <c>request</c> has the
/// id, the rounds of mail and a summary for events; <c>callback</c> is the answer to the task token, and what the table
/// has in its place once it is recorded: a state has no room for both.
/// </summary>
internal sealed class HumanApprovalStates(Construct scope, ApprovalService approvals, RequestOptions? asked)
{
    private const string Fields = "$.callback.fields";
    private const string RequiresFields = "$.request.requiresFields";

    public State Build(IChainable onApproved, IChainable onRejected, IChainable onExpired)
    {
        var identify = Identify();
        var open = Open();
        var ask = Ask();
        var approve = Record("Record approval", ApprovalStatus.Approved, At($"States.JsonToString({Fields})"));
        var reject = Record("Record rejection", ApprovalStatus.Rejected, "{}");
        var outcome = Outcome();

        identify.Next(open).Next(Announce("request", EventTypes.Requested, About(), ask));
        ask.AddCatch(
            NextRound().Next(ask), new CatchProps { Errors = [Errors.TIMEOUT], ResultPath = JsonPath.DISCARD });
        ask.Next(Answer(approve, reject, ask));
        var announce = AnnounceOutcome(outcome);
        approve.Next(announce);
        reject.Next(announce);
        outcome.Next(new Choice(scope, "Approved?")
            .When(Condition.StringEquals("$.approval.status", ApprovalStatus.Approved), onApproved)
            .When(Condition.StringEquals("$.approval.status", ApprovalStatus.Rejected), onRejected)
            .Otherwise(onExpired));
        return identify;
    }

    private DynamoUpdateItem Record(string id, string status, string fields) =>
        RecordDecision.Create(scope, id, approvals.Table, status, fields);

    private TaskStateBase Announce(string what, string type, Dictionary<string, object> detail, IChainable next) =>
        Announcement.Create(scope, $"Announce {what}", type, detail, next);

    private Choice AnnounceOutcome(Pass outcome)
    {
        TaskStateBase Announced(string what, string type) =>
            Announce(what, type, new Dictionary<string, object>(About()) { ["approval"] = Decision() }, outcome);
        Condition Is(string status) => Condition.StringEquals("$.callback.status", status);
        // Redriving an execution does not open its requests again.
        var withdrawn = new Fail(scope, "Request withdrawn", new FailProps
        {
            Error = "ApprovalWithdrawn",
            Cause = "The request was withdrawn when this execution ended before. Start a new execution to ask again.",
        });
        return new Choice(scope, "Which outcome?")
            .When(Is(ApprovalStatus.Approved), Announced("approval", EventTypes.Approved))
            .When(Is(ApprovalStatus.Rejected), Announced("rejection", EventTypes.Rejected))
            .When(Is(ApprovalStatus.Withdrawn), withdrawn)
            .Otherwise(Announced("expiry", EventTypes.Expired));
    }

    private Pass Identify()
    {
        var request = new Dictionary<string, object> { ["id"] = JsonPath.Uuid() };
        if (asked is not null) request["asked"] = asked.ToInput();
        return new Pass(scope, "Identify request", new PassProps
        {
            Parameters = new Dictionary<string, object> { ["input"] = At("$"), ["request"] = request },
        });
    }

    private LambdaInvoke Open() => LambdaTask.Create(scope, "Open request", approvals.OpenRequest, new()
    {
        Payload = TaskInput.FromObject(new Dictionary<string, object>
        {
            ["id"] = At("$.request.id"),
            ["input"] = At(asked is null ? "$.input" : "$.request.asked"),
            ["executionArn"] = JsonPath.ExecutionId,
        }),
        ResultSelector = new Dictionary<string, object>
        {
            ["id"] = At("$.Payload.id"),
            ["rounds"] = At("$.Payload.rounds"),
            ["round"] = At("$.Payload.round"),
            ["waitSeconds"] = At("$.Payload.waitSeconds"),
            ["requiresFields"] = At("$.Payload.requiresFields"),
            ["about"] = At("$.Payload.about"),
        },
        ResultPath = "$.request",
    });

    /// <summary>
    /// One round of mail: waits for a decision or the next reminder. A failure would end an open request, so retries
    /// outlast a long outage.
    /// </summary>
    private LambdaInvoke Ask()
    {
        var ask = LambdaTask.CreateWithLongRetry(scope, "Ask for approval", approvals.AskApprovers, new()
        {
            IntegrationPattern = IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            Payload = TaskInput.FromObject(new Dictionary<string, object>
            {
                ["taskToken"] = JsonPath.TaskToken,
                ["id"] = At("$.request.id"),
                ["round"] = At("$.request.round"),
                ["rounds"] = At("$.request.rounds"),
                ["askedAt"] = JsonPath.StateEnteredTime,
            }),
            TaskTimeout = Timeout.At("$.request.waitSeconds"),
            ResultPath = "$.callback",
        });
        // Many requests at once wait for their mails: for some eight hours, and not after their deadline.
        ask.AddRetry(new RetryProps
        {
            Errors = [ErrorNames.ApproversBusy],
            Interval = Duration.Seconds(2),
            BackoffRate = 1.5,
            MaxAttempts = 1000,
            MaxDelay = Duration.Minutes(1),
            JitterStrategy = JitterType.FULL,
        });
        return ask;
    }

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
                    ["requiresFields"] = At(RequiresFields),
                    ["about"] = At("$.request.about"),
                },
            },
        });
    }

    /// <summary>
    /// An invalid answer to the task token, such as a mistyped <c>--task-output</c> or a yes without required fields,
    /// is asked again. IsPresent comes first because a Choice fails on a missing path.
    /// </summary>
    private Choice Answer(IChainable approve, IChainable reject, IChainable ask)
    {
        const string result = "$.callback.result";
        Condition Is(bool value, params Condition[] more) => Condition.And(
        [
            Condition.IsPresent(result),
            Condition.IsBoolean(result),
            Condition.BooleanEquals(result, value),
            .. more,
        ]);
        var noFields = new Pass(scope, "No fields", new PassProps
        {
            Result = Result.FromObject(new Dictionary<string, object>()),
            ResultPath = Fields,
        });
        return new Choice(scope, "Answer?")
            .When(Is(true, Condition.IsPresent(Fields), Condition.IsNotNull(Fields)), approve)
            .When(Is(true, Condition.BooleanEquals(RequiresFields, false)), noFields.Next(approve))
            .When(Is(false), reject)
            .Otherwise(ask);
    }

    private Pass Outcome() => new(scope, "Outcome", new PassProps
    {
        Parameters = new Dictionary<string, object> { ["input"] = At("$.input"), ["approval"] = Decision() },
    });

    private static Dictionary<string, object> About() => new() { ["request"] = At("$.request.about") };

    /// <summary>What branches and events get of an outcome.</summary>
    private static Dictionary<string, object> Decision() => new()
    {
        ["id"] = At("$.request.id"),
        ["status"] = At("$.callback.status"),
        ["decidedBy"] = At("$.callback.decidedBy"),
        ["decidedAt"] = At("$.callback.decidedAt"),
        ["comment"] = At("$.callback.comment"),
        ["comments"] = At("$.callback.comments"),
        ["fields"] = At("$.callback.fields"),
    };

    /// <summary>A value of any type: CDK's method is not limited to texts.</summary>
    private static string At(string path) => JsonPath.StringAt(path);
}
