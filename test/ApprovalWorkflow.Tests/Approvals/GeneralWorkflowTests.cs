using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.StateMachines;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Approvals;

public class GeneralWorkflowTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    private static JsonObject Definition => Stack.Definition("General/StateMachine");

    [Fact]
    public void Its_definition_is_the_stored_one() =>
        Assert.Equal(
            Definitions.HumanApprovalWith("Approvals/GeneralWorkflow.patch.json"), Definitions.Canonical(Definition));

    [Fact]
    public void Its_definition_is_valid() => Assert.Empty(Definitions.Validate(Definition));

    [Fact]
    public void An_approval_takes_as_many_transitions_as_the_page_on_cost_says()
    {
        List<string> path = [];
        for (var name = (string?)Definition["StartAt"]; name is not null;)
        {
            path.Add(name);
            var state = Definition["States"]![name]!;
            name = (string?)(state["Choices"]?[0]?["Next"] ?? state["Next"]);
        }

        Assert.Equal("Process Approval", path[^1]);
        Assert.Equal(8, path.Count);
        Assert.Contains(
            $"| {path.Count} state transitions at ", File.ReadAllText(Repository.PathOf("docs/cost.md")));
    }

    [Fact]
    public void It_has_no_time_out()
    {
        Assert.Equal("STANDARD", (string?)Stack.PropertiesAt("General/StateMachine")["StateMachineType"]);
        Assert.Null(Definition["TimeoutSeconds"]);
    }

    [Fact]
    public void It_is_traced_and_its_log_omits_the_task_token()
    {
        var stateMachine = Stack.PropertiesAt("General/StateMachine");

        Assert.True((bool)stateMachine["TracingConfiguration"]!["Enabled"]!);
        var logging = stateMachine["LoggingConfiguration"]!;
        Assert.Equal("ALL", (string?)logging["Level"]);
        Assert.False((bool)logging["IncludeExecutionData"]!);
        var log = Assert.Single(logging["Destinations"]!.AsArray())!["CloudWatchLogsLogGroup"]!["LogGroupArn"];
        Assert.Equal("{General/Log.Arn}", Stack.Render(log));
        Assert.Equal(
            "/aws/vendedlogs/states/{AWS::StackId}[2]/ApprovalWorkflow/General",
            Stack.Render(Stack.PropertiesAt("General/Log")["LogGroupName"]));
    }

    [Fact]
    public void It_may_invoke_its_functions_record_decisions_and_announce_them()
    {
        string[] functions =
        [
            "Approvals/AskApprovers",
            "Approvals/OpenRequest",
            "Approvals/RecordAnswer",
            "General/ProcessApproval",
            "General/ProcessExpiry",
            "General/ProcessRejection",
        ];
        var resources = functions.SelectMany(function => new[] { $"{{{function}.Arn}}", $"{{{function}.Arn}}:*" });

        Assert.Equal(
            [
                "Allow dynamodb:UpdateItem on {Requests.Arn}",
                "Allow events:PutEvents on arn:aws:events:{AWS::Region}:{AWS::AccountId}:event-bus/default",
                $"Allow lambda:InvokeFunction on {string.Join(", ", resources)}",
                "Allow logs:CreateLogDelivery, logs:DeleteLogDelivery, logs:DescribeLogGroups, " +
                "logs:DescribeResourcePolicies, logs:GetLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, " +
                "logs:UpdateLogDelivery, xray:GetSamplingRules, xray:GetSamplingTargets, xray:PutTelemetryRecords, " +
                "xray:PutTraceSegments on *",
            ],
            Stack.Permissions(Stack.PropertiesAt("General/StateMachine")["RoleArn"]!));
    }
}
