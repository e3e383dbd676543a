using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.StateMachines;
using EventRule = Amazon.CDK.AWS.Events.CfnRule;
using EventRuleProps = Amazon.CDK.AWS.Events.CfnRuleProps;

namespace ApprovalWorkflow.Approvals;

/// <summary>
/// Withdraws and announces the requests of executions that were stopped, failed or timed out: a decision would reach
/// nobody. One state machine does it for all that are watched.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html</remarks>
internal sealed class Withdrawals : Construct
{
    private static readonly string[] _endedWithoutSuccess = ["ABORTED", "FAILED", "TIMED_OUT"];

    private readonly DeadLetterQueue _undelivered;
    private readonly Role _starter;

    /// <param name="findRequests">Maps an execution's status change to <c>{"ids": […], "comment"}</c>.</param>
    /// <param name="withdrawRequest">
    /// Withdraws <c>{"id", "comment"}</c>; answers <c>{"withdrawn", "request", "approval"}</c>.
    /// </param>
    public Withdrawals(
        Construct scope,
        string id,
        HandlerFunction findRequests,
        HandlerFunction withdrawRequest,
        FunctionDefaults functions)
        : base(scope, id)
    {
        StateMachine = new TracedStateMachine(
            this,
            "StateMachine",
            "Closes the requests of an execution that ended before they were decided",
            Definition(findRequests, withdrawRequest),
            functions,
            findRequests,
            withdrawRequest);
        _undelivered = CreateQueue();
        _starter = new Role(this, "Starter", new RoleProps
        {
            AssumedBy = ServiceTrust.Of("events.amazonaws.com", this),
        });
        _starter.Allow(StateMachine.StateMachineArn, "states:StartExecution");
    }

    public StateMachine StateMachine { get; }

    /// <summary>
    /// Watches a state machine. The rule is in its scope, because a reference to it could be circular between stacks.
    /// </summary>
    public void Watch(Construct scope, StateMachine stateMachine) =>
        new EventRule(scope, "Withdrawal", new EventRuleProps
        {
            Description = "Withdraws the requests of executions that ended before they were decided",
            State = "ENABLED",
            EventPattern = new Dictionary<string, object>
            {
                ["source"] = Only("aws.states"),
                ["detail-type"] = Only("Step Functions Execution Status Change"),
                ["detail"] = new Dictionary<string, object>
                {
                    ["status"] = _endedWithoutSuccess,
                    ["stateMachineArn"] = Only(stateMachine.StateMachineArn),
                },
            },
            Targets = new[]
            {
                new EventRule.TargetProperty
                {
                    Id = "Withdrawals",
                    Arn = StateMachine.StateMachineArn,
                    RoleArn = _starter.RoleArn,
                    InputPath = "$.detail",
                    DeadLetterConfig = new EventRule.DeadLetterConfigProperty { Arn = _undelivered.QueueArn },
                    // EventBridge's maximum: one day.
                    RetryPolicy = new EventRule.RetryPolicyProperty
                    {
                        MaximumEventAgeInSeconds = 86_400,
                        MaximumRetryAttempts = 185,
                    },
                },
            },
        });

    /// <summary>Patterns list the values that match.</summary>
    private static string[] Only(string value) => [value];

    private Chain Definition(HandlerFunction findRequests, HandlerFunction withdrawRequest)
    {
        // OpenRequest may still be storing a request, and the index lags behind the table.
        var settle = new Wait(this, "Let it settle", new WaitProps { Time = WaitTime.Duration(Duration.Seconds(5)) });
        var find = LambdaTask.CreateWithLongRetry(
            this, "Find requests", findRequests, new() { OutputPath = "$.Payload" });
        var withdraw = LambdaTask.CreateWithLongRetry(
            this, "Withdraw request", withdrawRequest, new() { OutputPath = "$.Payload" });
        var announce = Announcement.Create(
            this,
            "Announce withdrawal",
            EventTypes.Withdrawn,
            new Dictionary<string, object>
            {
                ["request"] = JsonPath.StringAt("$.request"),
                ["approval"] = JsonPath.StringAt("$.approval"),
            },
            next: new Succeed(this, "Withdrawn"));
        withdraw.Next(new Choice(this, "Withdrawn?")
            .When(Condition.BooleanEquals("$.withdrawn", true), announce)
            .Otherwise(new Succeed(this, "Decided before")));
        // There may be many requests: items are only ids, and results are discarded.
        var each = new Map(this, "Each request", new MapProps
        {
            ItemsPath = "$.ids",
            ItemSelector = new Dictionary<string, object>
            {
                ["id"] = JsonPath.StringAt("$$.Map.Item.Value"),
                ["comment"] = JsonPath.StringAt("$.comment"),
            },
            MaxConcurrency = 10,
            ResultPath = JsonPath.DISCARD,
        });
        return settle.Next(find).Next(each.ItemProcessor(withdraw));
    }

    /// <summary>
    /// Events that started nothing within a day. Any rule of this account may send: a permission for each rule would
    /// make this stack depend on theirs.
    /// </summary>
    private DeadLetterQueue CreateQueue()
    {
        var queue = new DeadLetterQueue(
            this,
            "Undelivered",
            "An execution ended, and its request may still be open. Start the state machine of the withdrawals with "
            + "the message's member detail as input.");
        // cdk-nag recognizes the dead-letter queues of functions and queues, but not those of rules.
        queue.Acknowledge(DeadLetterQueue.Reason, "AwsSolutions-SQS3");
        var rules = Stack.Of(this).FormatArn(new ArnComponents
        {
            Service = "events",
            Resource = "rule",
            ResourceName = "*",
        });
        queue.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("events.amazonaws.com")],
            Actions = ["sqs:SendMessage"],
            Resources = [queue.QueueArn],
            Conditions = new Dictionary<string, object>
            {
                ["ArnLike"] = new Dictionary<string, object> { ["aws:SourceArn"] = rules },
            },
        }));
        return queue;
    }
}
