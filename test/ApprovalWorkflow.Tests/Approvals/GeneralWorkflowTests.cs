using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Approvals;

public class GeneralWorkflowTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void Its_definition_is_the_one_that_is_written_down()
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approvals/GeneralWorkflow.asl.json")));

        Assert.Equal(StateMachines.Canonical(expected), StateMachines.Canonical(Stack.Definition("General/StateMachine")));
    }

    [Fact]
    public void Its_definition_is_valid() => Assert.Empty(StateMachines.Validate(Stack.Definition("General/StateMachine")));

    [Fact]
    public void It_lasts_as_long_as_requests_do()
    {
        Assert.Equal("STANDARD", (string?)Stack.PropertiesAt("General/StateMachine")["StateMachineType"]);
        Assert.Null(Stack.Definition("General/StateMachine")["TimeoutSeconds"]);
    }

    [Fact]
    public void It_is_traced_and_logs_every_step_without_the_data_that_holds_the_task_token()
    {
        var stateMachine = Stack.PropertiesAt("General/StateMachine");

        Assert.True((bool)stateMachine["TracingConfiguration"]!["Enabled"]!);
        Assert.Equal("ALL", (string?)stateMachine["LoggingConfiguration"]!["Level"]);
        Assert.False((bool)stateMachine["LoggingConfiguration"]!["IncludeExecutionData"]!);
        Assert.Equal(
            "{General/Log.Arn}",
            Stack.Render(stateMachine["LoggingConfiguration"]!["Destinations"]!.AsArray().Single()!["CloudWatchLogsLogGroup"]!["LogGroupArn"]));
        Assert.StartsWith("/aws/vendedlogs/states/", Stack.Render(Stack.PropertiesAt("General/Log")["LogGroupName"]), StringComparison.Ordinal);
    }

    [Fact]
    public void It_may_invoke_its_functions_and_record_decisions()
    {
        string[] functions = ["Approvals/AskApprovers", "Approvals/OpenRequest", "General/ProcessApproval", "General/ProcessExpiry", "General/ProcessRejection"];
        var resources = functions.SelectMany(function => new[] { $"{{{function}.Arn}}", $"{{{function}.Arn}}:*" });

        Assert.Equal(
            [
                "Allow dynamodb:UpdateItem on arn:aws:dynamodb:{AWS::Region}:{AWS::AccountId}:table/{Requests}",
                $"Allow lambda:InvokeFunction on {string.Join(", ", resources)}",
                "Allow logs:CreateLogDelivery, logs:DeleteLogDelivery, logs:DescribeLogGroups, logs:DescribeResourcePolicies, logs:GetLogDelivery, " +
                "logs:ListLogDeliveries, logs:PutResourcePolicy, logs:UpdateLogDelivery, xray:GetSamplingRules, xray:GetSamplingTargets, " +
                "xray:PutTelemetryRecords, xray:PutTraceSegments on *",
            ],
            Stack.Permissions(Stack.PropertiesAt("General/StateMachine")["RoleArn"]!));
    }
}
