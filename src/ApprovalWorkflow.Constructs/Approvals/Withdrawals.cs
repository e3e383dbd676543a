namespace ApprovalWorkflow;

/// <summary>
/// Withdraws and announces the requests of executions that were stopped, failed or timed out: a decision would reach
/// nobody. One state machine does it for all that are watched.
/// </summary>
internal sealed class Withdrawals : Construct
{
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
        var stateMachine = new TracedStateMachine(
            this,
            "StateMachine",
            "Closes the requests of an execution that ended before they were decided",
            Definition(findRequests, withdrawRequest),
            functions,
            findRequests,
            withdrawRequest);
        var starter = new Role(this, "Starter", new RoleProps
        {
            AssumedBy = ServiceTrust.Of("events.amazonaws.com", this),
        });
        starter.Allow(stateMachine.StateMachineArn, "states:StartExecution");
        Target = new(stateMachine.StateMachineArn, starter.RoleArn, CreateQueue().QueueArn);
    }

    public WithdrawalTarget Target { get; }

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
