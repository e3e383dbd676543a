using Amazon.CDK.AWS.StepFunctions.Tasks;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;
using Timeout = Amazon.CDK.AWS.StepFunctions.Timeout;

namespace ApprovalWorkflow;

/// <summary>
/// The states of <see cref="HumanApproval"/>. State data: <c>request</c> has the id, the rounds of mail and a summary
/// for events; <c>outcome</c> has the fragment's input and the answer to the task token. Once the answer is recorded,
/// the event's name and the fragment's output replace both: a state has no room for all four.
/// </summary>
/// <remarks>
/// The id has its own state because parameters are evaluated again for each try, and another id would open another
/// request.
/// </remarks>
internal sealed class HumanApprovalStates(Construct scope, ApprovalSteps steps, RequestOptions? asked)
{
    private const string Request = "$.request";
    private const string Outcome = "$.outcome";
    private const string Output = $"{Outcome}.output";

    public State Build(IChainable onApproved, IChainable onRejected, IChainable onExpired)
    {
        var identify = Identify();
        var ask = Ask();
        var record = Record();
        identify.Next(Open()).Next(Announce("request", EventTypes.Requested, About(), ask));
        ask.AddCatch(NextRound().Next(ask), Caught(Errors.TIMEOUT));
        ask.Next(record);
        record.AddCatch(ask, Caught(ErrorNames.InvalidAnswer));
        record.AddCatch(Withdrawn(), Caught(ErrorNames.RequestWithdrawn));
        var approved = new Choice(scope, "Approved?", new ChoiceProps
        {
            QueryLanguage = QueryLanguage.JSON_PATH,
            OutputPath = Output,
        })
            .When(Is(ApprovalStatus.Approved), onApproved)
            .When(Is(ApprovalStatus.Rejected), onRejected)
            .Otherwise(onExpired);
        record.Next(Announce("outcome", At($"{Outcome}.event"), AboutOutcome(), approved));
        return identify;
    }

    /// <summary>Catches an error. The next state has the input of the state that failed.</summary>
    private static CatchProps Caught(string error) => new() { Errors = [error], ResultPath = JsonPath.DISCARD };

    private static Condition Is(string status) => Condition.StringEquals($"{Output}.approval.status", status);

    private TaskStateBase Announce(string what, string type, Dictionary<string, object> detail, IChainable next) =>
        Announcement.Create(scope, $"Announce {what}", type, detail, next);

    private static Dictionary<string, object> About() => new() { ["request"] = At($"{Request}.about") };

    private static Dictionary<string, object> AboutOutcome() =>
        new(About()) { ["approval"] = At($"{Output}.approval") };

    /// <summary>Redriving an execution does not open its requests again.</summary>
    private Fail Withdrawn() => new(scope, "Request withdrawn", new FailProps
    {
        Error = "ApprovalWithdrawn",
        Cause = "The request was withdrawn when this execution ended before. Start a new execution to ask again.",
    });

    private Pass Identify()
    {
        var request = new Dictionary<string, object> { ["id"] = JsonPath.Uuid() };
        if (asked is not null) request["asked"] = asked.ToInput();
        return new Pass(scope, "Identify request", new PassProps
        {
            QueryLanguage = QueryLanguage.JSON_PATH,
            Parameters = new Dictionary<string, object>
            {
                ["outcome"] = new Dictionary<string, object> { ["input"] = At("$") },
                ["request"] = request,
            },
        });
    }

    private LambdaInvoke Open() => LambdaTask.Create(scope, "Open request", steps.OpenRequest, new()
    {
        Payload = TaskInput.FromObject(new Dictionary<string, object>
        {
            ["id"] = At($"{Request}.id"),
            ["input"] = At(asked is null ? $"{Outcome}.input" : $"{Request}.asked"),
            ["executionArn"] = JsonPath.ExecutionId,
        }),
        ResultSelector = new Dictionary<string, object>
        {
            ["id"] = At("$.Payload.id"),
            ["rounds"] = At("$.Payload.rounds"),
            ["round"] = At("$.Payload.round"),
            ["waitSeconds"] = At("$.Payload.waitSeconds"),
            ["about"] = At("$.Payload.about"),
        },
        ResultPath = Request,
    });

    /// <summary>
    /// One round of mail: waits for a decision or the next reminder. A failure would end an open request, so retries
    /// outlast a long outage.
    /// </summary>
    private LambdaInvoke Ask()
    {
        var ask = LambdaTask.CreateWithLongRetry(scope, "Ask for approval", steps.AskApprovers, new()
        {
            IntegrationPattern = IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            Payload = TaskInput.FromObject(new Dictionary<string, object>
            {
                ["taskToken"] = JsonPath.TaskToken,
                ["id"] = At($"{Request}.id"),
                ["round"] = At($"{Request}.round"),
                ["rounds"] = At($"{Request}.rounds"),
                ["askedAt"] = JsonPath.StateEnteredTime,
            }),
            TaskTimeout = Timeout.At($"{Request}.waitSeconds"),
            ResultPath = $"{Outcome}.answer",
        });
        // Mails of many requests at once wait: for about eight hours at most, and not past their deadline.
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
        const string next = $"States.MathAdd({Request}.round, 1)";
        return new Pass(scope, "Next round", new PassProps
        {
            QueryLanguage = QueryLanguage.JSON_PATH,
            Parameters = new Dictionary<string, object>
            {
                ["id"] = At($"{Request}.id"),
                ["rounds"] = At($"{Request}.rounds"),
                ["round"] = At(next),
                ["waitSeconds"] = At($"States.ArrayGetItem({Request}.rounds, {next})"),
                ["about"] = At($"{Request}.about"),
            },
            ResultPath = Request,
        });
    }

    /// <summary>
    /// Records the answer to the task token. A failure would lose a decision, so retries outlast a long outage.
    /// </summary>
    private LambdaInvoke Record() =>
        LambdaTask.CreateWithLongRetry(scope, "Record answer", steps.RecordAnswer, new()
        {
            Payload = TaskInput.FromObject(new Dictionary<string, object>
            {
                ["id"] = At($"{Request}.id"),
                ["input"] = At($"{Outcome}.input"),
                ["answer"] = At($"{Outcome}.answer"),
                ["answeredAt"] = JsonPath.StateEnteredTime,
            }),
            ResultSelector = new Dictionary<string, object>
            {
                ["event"] = At("$.Payload.event"),
                ["output"] = At("$.Payload.output"),
            },
            ResultPath = Outcome,
        });

    /// <summary>A value of any type: CDK's method is not limited to texts.</summary>
    private static string At(string path) => JsonPath.StringAt(path);
}
