using System.Text.Json.Nodes;
using ApprovalWorkflow.Contract;
using ApprovalWorkflow.Tests.StateMachines;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Faces;

public class FaceWorkflowTests
{
    private const string Machine = "Faces/Workflow/MLApprovalProcess";

    private static SynthesizedStack Stack => Stacks.Default;

    private static JsonObject Definition => Stack.Definition(Machine);

    [Fact]
    public void Its_definition_is_the_stored_one() =>
        Assert.Equal(Definitions.HumanApprovalWith("Faces/FaceWorkflow.patch.json"), Definitions.Canonical(Definition));

    [Fact]
    public void Its_definition_is_valid() => Assert.Empty(Definitions.Validate(Definition));

    [Fact]
    public void The_name_is_required_and_has_the_handlers_limit()
    {
        var asked = Definition["States"]!["Identify request"]!["Parameters"]!["request"]!["asked"]!;
        var field = Assert.Single(asked["fields"]!.AsArray())!;

        Assert.Equal("name", (string?)field["name"]);
        Assert.True((bool)field["required"]!);
        Assert.Equal(Limits.PersonNameLength, (int)field["maxLength"]!);
    }

    [Fact]
    public void It_has_no_time_out()
    {
        Assert.Equal("STANDARD", (string?)Stack.PropertiesAt(Machine)["StateMachineType"]);
        Assert.Null(Definition["TimeoutSeconds"]);
    }

    [Fact]
    public void It_is_traced_and_its_log_omits_the_task_token()
    {
        var logging = Stack.PropertiesAt(Machine)["LoggingConfiguration"]!;
        var log = Assert.Single(logging["Destinations"]!.AsArray())!["CloudWatchLogsLogGroup"]!["LogGroupArn"];

        Assert.True((bool)Stack.PropertiesAt(Machine)["TracingConfiguration"]!["Enabled"]!);
        Assert.Equal("ALL", (string?)logging["Level"]);
        Assert.False((bool)logging["IncludeExecutionData"]!);
        Assert.Equal("{Faces/Workflow/Log.Arn}", Stack.Render(log));
        Assert.Equal(
            "/aws/vendedlogs/states/{AWS::StackId}[2]/ApprovalWorkflow/Faces/Workflow",
            Stack.Render(Stack.PropertiesAt("Faces/Workflow/Log")["LogGroupName"]));
    }

    [Fact]
    public void It_may_invoke_its_functions_record_decisions_and_announce_them()
    {
        string[] functions =
        [
            "Approvals/AskApprovers",
            "Approvals/OpenRequest",
            "Approvals/RecordAnswer",
            "Faces/Workflow/DismissFace",
            "Faces/Workflow/EnrollFace",
        ];
        var resources = functions.SelectMany(function => new[] { $"{{{function}.Arn}}", $"{{{function}.Arn}}:*" });

        Assert.Equal(
            [
                "Allow dynamodb:UpdateItem on {Requests.Arn}",
                "Allow events:PutEvents on arn:aws:events:{AWS::Region}:{AWS::AccountId}:event-bus/default",
                $"Allow lambda:InvokeFunction on {string.Join(", ", resources)}",
            ],
            Stack.Permissions(Stack.PropertiesAt(Machine)["RoleArn"]!).Where(line => !line.EndsWith(" on *")));
    }
}
