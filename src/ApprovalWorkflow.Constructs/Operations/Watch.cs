using Amazon.CDK.AWS.CloudWatch;

namespace ApprovalWorkflow;

/// <summary>When an alarm is raised, and what to do then.</summary>
/// <param name="Threshold">The alarm is raised from this value on.</param>
/// <param name="Periods">How many periods in a row must reach it.</param>
/// <param name="WithoutData">What a period without data means.</param>
internal sealed record AlarmRule(
    string Remedy,
    double Threshold = 1,
    int Periods = 1,
    TreatMissingData WithoutData = TreatMissingData.NOT_BREACHING);

/// <summary>A metric that an operator watches.</summary>
/// <param name="Section">The dashboard's graph that shows the metric; null if only an alarm uses it.</param>
/// <param name="Problem">What an alarm's name says of the construct.</param>
/// <param name="Alarm">Null for a metric that is only drawn.</param>
internal sealed record Watch(
    IConstruct Of, string? Section, string Problem, IMetric Metric, AlarmRule? Alarm = null)
{
    public const string Executions = "Executions";
    public const string Mails = "Mails and decisions";
    public const string Api = "API";
    public const string Queues = "Events that failed";
    public const string Errors = "Errors of functions";
    public const string Frames = "Frames";

    /// <summary>The graphs, from top to bottom.</summary>
    public static IReadOnlyList<string> Sections { get; } = [Executions, Mails, Api, Queues, Errors, Frames];

    /// <summary>What is watched of a construct.</summary>
    public static IEnumerable<Watch> AllOf(IConstruct construct) => construct switch
    {
        StateMachine machine => OfStateMachine(machine),
        PersonalMails mails => OfMails(mails),
        SesMails mails => OfSes(mails),
        SubscriptionCheck check => OfSubscriptions(check),
        ApprovalService service => OfDecisions(service),
        ApprovalApi api => OfApi(api),
        DeadLetterQueue queue => OfQueue(queue),
        HandlerFunction function => OfFunction(function),
        FrameRecognition recognition => OfFrames(recognition),
        _ => [],
    };

    private static IEnumerable<Watch> OfStateMachine(StateMachine machine) =>
    [
        new(machine, Executions, "starts", machine.MetricStarted(Drawn(machine, "started"))),
        new(machine, Executions, "fails", machine.MetricFailed(Drawn(machine, "failed")), new(
            "An execution failed. Open it in the console of Step Functions: its error and cause say why. "
            + "InvalidRequestException is a mistake of the caller. A request that was open is withdrawn: start a new "
            + "execution to ask again.")),
        new(machine, null, "times out", machine.MetricTimedOut(), new(
            "An execution took longer than it may. Its request is withdrawn: start a new execution to ask again.")),
        new(machine, null, "is throttled", machine.MetricThrottled(), new(
            "Executions are delayed because the account makes too many state transitions. Nothing is lost. Ask AWS for "
            + "a higher quota of Step Functions, or start fewer executions at once.")),
    ];

    private static IEnumerable<Watch> OfMails(PersonalMails mails) =>
    [
        new(mails, Mails, "sends", mails.Topic.MetricNumberOfMessagesPublished(Drawn(mails, "sent"))),
        new(
            mails,
            Mails,
            "cannot deliver",
            mails.Topic.MetricNumberOfNotificationsFailed(Drawn(mails, "not delivered")),
            new(
                "SNS could not deliver a mail. The next reminder replaces it. If it happens again, check the "
                + "addresses, and whether their mail servers refuse mails of AWS.")),
    ];

    private static IEnumerable<Watch> OfSes(SesMails mails) =>
    [
        new(
            mails,
            Mails,
            "cannot deliver",
            LogMetric.Highest(mails, SesMails.Returned, "mails that came back", Duration.Hours(1)),
            new(
                "A mail came back, or was reported as spam. The saved query \"Whom mails do not reach\" says whose and "
                + "why. Correct the address, or ask the person to allow mails from yours: docs/mail.md. SES pauses "
                + "accounts with many of these.")),
    ];

    private static IEnumerable<Watch> OfSubscriptions(SubscriptionCheck check) =>
    [
        new(
            check,
            Mails,
            "misses subscriptions",
            LogMetric.Highest(check, SubscriptionCheck.Metric, "subscriptions missing", Duration.Days(1)),
            new(
                "Mails do not reach an approver: a subscription is not confirmed, or gone. The saved query \"Whom "
                + "mails do not reach\" says who and why. Ask them to confirm, or subscribe them again: "
                + "docs/operations.md.",
                WithoutData: TreatMissingData.IGNORE)),
    ];

    private static IEnumerable<Watch> OfDecisions(ApprovalService service) =>
    [
        new(
            service,
            Mails,
            "delivers decisions late",
            LogMetric.Highest(
                service, ApprovalService.LateDecisions, "seconds until a decision is delivered", Duration.Minutes(5)),
            new(
                "An execution did not hear a decision within a minute. The next round delivers it, or \"Deliver "
                + "again\" on the request's page. The saved query \"Which decisions came late\" says which and why.",
                Threshold: 60)),
    ];

    private static IEnumerable<Watch> OfApi(ApprovalApi api) =>
    [
        new(api, Api, "answers", api.RestApi.MetricCount(new MetricOptions { Label = "calls" })),
        new(api, Api, "refuses", api.RestApi.MetricClientError(new MetricOptions { Label = "4xx" })),
        new(api, Api, "fails", api.RestApi.MetricServerError(new MetricOptions { Label = "5xx" }), new(
            "Approvers and reviewers get errors. The saved queries \"Which API calls failed\" and \"What failed\" say "
            + "why.",
            Threshold: 3)),
        new(
            api,
            null,
            "is slow",
            api.RestApi.MetricLatency(new MetricOptions { Statistic = "p99" }),
            new(
                "One of a hundred calls takes five seconds or more. The saved query \"Which functions are slow\" and "
                + "the traces of X-Ray say where the time goes.",
                Threshold: 5000,
                Periods: 3)),
    ];

    private static IEnumerable<Watch> OfQueue(DeadLetterQueue queue) =>
    [
        new(
            queue,
            Queues,
            "has messages",
            queue.MetricApproximateNumberOfMessagesVisible(Drawn(queue, "messages")),
            new(queue.Remedy)),
    ];

    /// <summary>A function that timed out is an error, too.</summary>
    private static IEnumerable<Watch> OfFunction(HandlerFunction function)
    {
        yield return new(
            function,
            Errors,
            "fails",
            function.MetricErrors(new MetricOptions { Label = function.Node.Id, Period = Duration.Hours(1) }),
            new(
                "It failed or timed out three times within an hour, so repeating does not help. The saved query \"What "
                + "failed\" says why.",
                Threshold: 3));
        // Lambda queues events until it can run them, so throttling is no problem there.
        if (function.IsInvokedByEvents) yield break;
        yield return new(function, null, "is throttled", function.MetricThrottles(), new(
            "The account runs as many functions at once as it may. Callers repeat the call, and approvers may get an "
            + "error. Ask AWS for a higher quota \"Concurrent executions\" of Lambda."));
    }

    private static IEnumerable<Watch> OfFrames(FrameRecognition recognition)
    {
        var schema = $"{LogMetric.Namespace(recognition)},{FrameRecognition.Dimension}";
        yield return new(recognition, Frames, "examines", new MathExpression(new MathExpressionProps
        {
            Expression = $"SEARCH('{{{schema}}} MetricName=\"{FrameRecognition.Metric}\"', 'Sum', 300)",
            Label = "",
        }));
    }

    private static MetricOptions Drawn(IConstruct construct, string what) =>
        new() { Label = $"{construct.PathInIds()} {what}" };
}
