using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Lambda;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Operations;

public class AlarmTests
{
    private const string Mails = "Operations/Mails";

    private static SynthesizedStack Stack => Stacks.WithAlarms;

    private static Dictionary<string, JsonObject> Alarms =>
        Stack.PropertiesOf("AWS::CloudWatch::Alarm").ToDictionary(alarm => (string)alarm["AlarmName"]!);

    [Fact]
    public void Without_a_setting_there_is_none() => Stacks.WithReports.CountIs("AWS::CloudWatch::Alarm", 0);

    [Fact]
    public void Every_function_state_machine_topic_queue_and_API_of_both_stacks_is_watched()
    {
        var expected = new[] { ("ApprovalWorkflow", Stack), ("ApprovalReports", Stacks.Reports) }.SelectMany(each =>
        {
            var (name, stack) = each;
            IEnumerable<string> For(string type, params string[] problems) => stack.OfType(type).Keys
                .Where(path => !path.Contains("Custom") && path != Mails)
                .SelectMany(path => problems.Select(problem => $"{name}/{path} {problem}"));
            return (IEnumerable<string>)
            [
                .. For("AWS::Lambda::Function", "fails", "is throttled"),
                .. For("AWS::StepFunctions::StateMachine", "fails", "times out", "is throttled"),
                .. For("AWS::SNS::Topic", "cannot deliver"),
                .. For("AWS::SQS::Queue", "has messages"),
            ];
        });

        Assert.Equal(
            expected
                .Except(["ApprovalWorkflow/Faces/Recognition/RecognizeFace is throttled"])
                .Union(
                [
                    "ApprovalWorkflow/Api fails", "ApprovalWorkflow/Api is slow",
                    "ApprovalWorkflow/Approvals delivers decisions late",
                    "ApprovalWorkflow/Operations/Subscriptions misses subscriptions",
                ])
                .Order(StringComparer.Ordinal),
            Alarms.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_says_what_to_do_and_tells_the_address_of_the_setting()
    {
        Assert.All(Alarms.Values, alarm =>
        {
            Assert.InRange(((string)alarm["AlarmDescription"]!).Length, 50, 1024);
            Assert.Equal($"{{{Mails}}}", Stack.Render(Assert.Single(alarm["AlarmActions"]!.AsArray())));
            Assert.Equal("GreaterThanOrEqualToThreshold", (string?)alarm["ComparisonOperator"]);
        });
        var subscription = Stack.PropertiesOf("AWS::SNS::Subscription")
            .Single(one => Stack.Render(one["TopicArn"]) == $"{{{Mails}}}");
        Assert.Equal("email Ops@example.com", $"{subscription["Protocol"]} {subscription["Endpoint"]}");
    }

    [Fact]
    public void CloudWatch_may_publish_them_for_this_account_and_nobody_without_TLS()
    {
        var statements = Stack.PropertiesAt($"{Mails}/Policy")["PolicyDocument"]!["Statement"]!.AsArray();

        Assert.Equal(
            [
                """Deny sns:Publish {"Bool":{"aws:SecureTransport":"false"}}""",
                """Allow sns:Publish {"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}""",
            ],
            statements.Select(one => $"{one!["Effect"]} {one["Action"]} {one["Condition"]!.ToJsonString()}"));
        Assert.Equal("cloudwatch.amazonaws.com", (string?)statements[1]!["Principal"]!["Service"]);
        // CloudWatch cannot use AWS's managed key.
        Assert.Null(Stack.PropertiesAt(Mails)["KmsMasterKeyId"]);
    }

    [Fact]
    public void A_topic_of_yours_can_get_them()
    {
        Assert.All(
            Stacks.Changed.PropertiesOf("AWS::CloudWatch::Alarm"),
            alarm => Assert.Equal(
                "arn:aws:sns:eu-west-1:123456789012:alarms", (string?)Assert.Single(alarm["AlarmActions"]!.AsArray())));
        Assert.DoesNotContain(Mails, Stacks.Changed.OfType("AWS::SNS::Topic").Keys);
    }

    [Theory]
    [InlineData(
        "Approvals/Withdrawals/Undelivered has messages",
        "AWS/SQS ApproximateNumberOfMessagesVisible QueueName={Approvals/Withdrawals/Undelivered.QueueName}",
        "Maximum of 300 s reaches 1, 1 times; without data: notBreaching")]
    [InlineData(
        "General/StateMachine fails",
        "AWS/States ExecutionsFailed StateMachineArn={General/StateMachine}",
        "Sum of 300 s reaches 1, 1 times; without data: notBreaching")]
    [InlineData(
        "RequestRoutes/DecideRequest fails",
        "AWS/Lambda Errors FunctionName={RequestRoutes/DecideRequest}",
        "Sum of 3600 s reaches 3, 1 times; without data: notBreaching")]
    [InlineData(
        "Api fails",
        "AWS/ApiGateway 5XXError ApiName=ApprovalWorkflow",
        "Sum of 300 s reaches 3, 1 times; without data: notBreaching")]
    [InlineData(
        "Api is slow",
        "AWS/ApiGateway Latency ApiName=ApprovalWorkflow",
        "p99 of 300 s reaches 5000, 3 times; without data: notBreaching")]
    [InlineData(
        "Approvals/Topic cannot deliver",
        "AWS/SNS NumberOfNotificationsFailed TopicName={Approvals/Topic.TopicName}",
        "Sum of 300 s reaches 1, 1 times; without data: notBreaching")]
    [InlineData(
        "Approvals delivers decisions late",
        "ApprovalWorkflow UndeliveredSeconds ",
        "Maximum of 300 s reaches 60, 1 times; without data: notBreaching")]
    [InlineData(
        "Operations/Subscriptions misses subscriptions",
        "ApprovalWorkflow MissingSubscriptions ",
        "Maximum of 86400 s reaches 1, 1 times; without data: ignore")]
    public void An_alarm_is_raised_when(string name, string metric, string when)
    {
        var alarm = Alarms[$"ApprovalWorkflow/{name}"];
        // A metric with a label is in a list.
        var listed = alarm["Metrics"]?.AsArray().Single()!["MetricStat"];
        var of = listed?["Metric"] ?? alarm;
        var statistic = listed?["Stat"] ?? alarm["Statistic"] ?? alarm["ExtendedStatistic"];
        var period = listed?["Period"] ?? alarm["Period"];
        var dimensions = of["Dimensions"]?.AsArray().Select(one => $"{one!["Name"]}={Stack.Render(one["Value"])}");

        Assert.Equal(metric, $"{of["Namespace"]} {of["MetricName"]} {string.Join(' ', dimensions ?? [])}");
        Assert.Equal(
            when,
            $"{statistic} of {period} s reaches {alarm["Threshold"]}, {alarm["EvaluationPeriods"]} times; "
            + $"without data: {alarm["TreatMissingData"]}");
    }

    [Fact]
    public void Decisions_count_as_late_by_what_functions_log()
    {
        var filters = Stack.PropertiesOf("AWS::Logs::MetricFilter").ToLookup(
            filter => (string)filter["MetricTransformations"]![0]!["MetricName"]!);

        Assert.Equal(
            ["{Approvals/AskApproversLog}", "{RequestRoutes/DecideRequestLog}"],
            filters["UndeliveredSeconds"].Select(filter => Stack.Render(filter["LogGroupName"])).Order());
        Assert.Equal(
            ["{Operations/Subscriptions/CheckSubscriptionsLog}"],
            filters["MissingSubscriptions"].Select(filter => Stack.Render(filter["LogGroupName"])));
        Assert.All(filters["UndeliveredSeconds"], filter =>
        {
            Assert.Equal("{ $.undeliveredSeconds >= 0 }", (string?)filter["FilterPattern"]);
            Assert.Equal("$.undeliveredSeconds", (string?)filter["MetricTransformations"]![0]!["MetricValue"]);
        });
    }

    [Fact]
    public void Subscriptions_are_checked_once_a_day()
    {
        var rule = Stack.PropertiesAt("Operations/Subscriptions/Daily");

        Assert.Equal("rate(1 day) ENABLED", $"{rule["ScheduleExpression"]} {rule["State"]}");
        Assert.Equal(
            "{Operations/Subscriptions/CheckSubscriptions.Arn}",
            Stack.Render(Assert.Single(rule["Targets"]!.AsArray())!["Arn"]));
        Assert.Equal(
            "{Approvals/Topic},{Reports/Mails}",
            HandlerFunctions.Environment(Stack, "CheckSubscriptions")["TOPIC_ARNS"]);
    }
}
