using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.StateMachines;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Approvals;

public class WithdrawalsTests
{
    private const string Machine = "Approvals/Withdrawals/StateMachine";
    private const string Undelivered = "Approvals/Withdrawals/Undelivered";

    private static SynthesizedStack Stack => Stacks.Default;

    private static JsonObject Rule => Stack.PropertiesAt("General/Approval/Withdrawal");

    private static JsonNode Target => Assert.Single(Rule["Targets"]!.AsArray())!;

    [Fact]
    public void Its_definition_is_the_stored_one() =>
        Assert.Equal(
            Definitions.WrittenDown("Approvals/Withdrawals.asl.json"),
            Definitions.Canonical(Stack.Definition(Machine)));

    [Fact]
    public void Its_definition_is_valid() => Assert.Empty(Definitions.Validate(Stack.Definition(Machine)));

    [Fact]
    public void It_may_withdraw_and_announce() => Assert.Equal(
        [
            "Allow events:PutEvents on arn:aws:events:{AWS::Region}:{AWS::AccountId}:event-bus/default",
            "Allow lambda:InvokeFunction on {Approvals/FindRequests.Arn}, {Approvals/FindRequests.Arn}:*, " +
            "{Approvals/WithdrawRequest.Arn}, {Approvals/WithdrawRequest.Arn}:*",
        ],
        Stack.Permissions(Stack.PropertiesAt(Machine)["RoleArn"]!).Where(line => !line.EndsWith(" on *")));

    [Fact]
    public void It_is_traced_and_its_log_omits_the_data()
    {
        var logging = Stack.PropertiesAt(Machine)["LoggingConfiguration"]!;

        Assert.True((bool)Stack.PropertiesAt(Machine)["TracingConfiguration"]!["Enabled"]!);
        Assert.Equal("ALL", (string?)logging["Level"]);
        Assert.False((bool)logging["IncludeExecutionData"]!);
    }

    [Fact]
    public void Executions_that_end_without_success_start_it()
    {
        var pattern = Rule["EventPattern"]!;

        Assert.Equal("ENABLED", (string?)Rule["State"]);
        Assert.Equal(["source", "detail-type", "detail"], pattern.AsObject().Select(one => one.Key));
        Assert.Equal("""["aws.states"]""", pattern["source"]!.ToJsonString());
        Assert.Equal("""["Step Functions Execution Status Change"]""", pattern["detail-type"]!.ToJsonString());
        Assert.Equal(["status", "stateMachineArn"], pattern["detail"]!.AsObject().Select(one => one.Key));
        Assert.Equal("""["ABORTED","FAILED","TIMED_OUT"]""", pattern["detail"]!["status"]!.ToJsonString());
        Assert.Equal(
            ["{General/StateMachine}"],
            pattern["detail"]!["stateMachineArn"]!.AsArray().Select(Stack.Render));
        Assert.Equal($"{{{Machine}}}", Stack.Render(Target["Arn"]));
        Assert.Equal("$.detail", (string?)Target["InputPath"]);
    }

    [Fact]
    public void The_rule_may_start_it_and_nothing_else()
    {
        var role = Target["RoleArn"]!;
        var trust = Stack.PropertiesAt("Approvals/Withdrawals/Starter")["AssumeRolePolicyDocument"]!["Statement"]!;

        Assert.Equal("{Approvals/Withdrawals/Starter.Arn}", Stack.Render(role));
        Assert.Equal([$"Allow states:StartExecution on {{{Machine}}}"], Stack.Permissions(role));
        Assert.Equal("events.amazonaws.com", (string?)Assert.Single(trust.AsArray())!["Principal"]!["Service"]);
    }

    [Fact]
    public void Events_that_started_nothing_for_a_day_are_kept_for_two_weeks()
    {
        Assert.Equal(
            """{"MaximumEventAgeInSeconds":86400,"MaximumRetryAttempts":185}""",
            Target["RetryPolicy"]!.ToJsonString());
        Assert.Equal($"{{{Undelivered}.Arn}}", Stack.Render(Target["DeadLetterConfig"]!["Arn"]));
        Queues.AssertKeepsForTwoWeeks(Stack, Undelivered);
    }

    [Fact]
    public void Only_rules_of_this_account_send_to_the_queue_and_only_by_TLS()
    {
        var statements = Stack.PropertiesAt($"{Undelivered}/Policy")["PolicyDocument"]!["Statement"]!.AsArray();

        Queues.AssertAsksForTls(Stack, Undelivered);
        Assert.Equal(2, statements.Count);
        Assert.Equal("Allow sqs:SendMessage", $"{statements[1]!["Effect"]} {statements[1]!["Action"]}");
        Assert.Equal("events.amazonaws.com", (string?)statements[1]!["Principal"]!["Service"]);
        Assert.Equal(
            "arn:aws:events:{AWS::Region}:{AWS::AccountId}:rule/*",
            Stack.Render(statements[1]!["Condition"]!["ArnLike"]!["aws:SourceArn"]));
    }
}
