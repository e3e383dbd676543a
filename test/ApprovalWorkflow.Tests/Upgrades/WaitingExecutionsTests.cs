using System.Text.Json.Nodes;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Tests.Contracts;
using ApprovalWorkflow.Tests.StateMachines;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Upgrades;

/// <summary>
/// An execution that waits during an update goes on by the definition that it began with. Its functions are the new
/// ones, and its role has the new permissions. The end-to-end tests decide such executions. Each release replaces the
/// files with its own definitions and record.
/// </summary>
public class WaitingExecutionsTests
{
    private const string Resource = "arn:aws:states:::";

    private static SynthesizedStack Stack => Stacks.Default;

    /// <summary>The state machines, each with its definition in the last release.</summary>
    public static TheoryData<string, string> Released { get; } = new()
    {
        { "General/StateMachine", "Upgrades/Released/0.2.0/General.asl.json" },
        { "Faces/Workflow/MLApprovalProcess", "Upgrades/Released/0.2.0/MLApprovalProcess.asl.json" },
    };

    [Theory]
    [MemberData(nameof(Released))]
    public void It_still_finds_what_it_reads_and_sends_what_functions_need(string machine, string file) =>
        Assert.Equal(
            (machine, ""),
            (machine, string.Join('\n', StateMachineContractTests.Check(
                Stack, Definitions.Read(file).AsObject(), LambdaJson.Apply).Problems)));

    [Theory]
    [MemberData(nameof(Released))]
    public void It_may_still_do_what_its_states_do(string machine, string file)
    {
        var allowed = Stack.Permissions(Stack.PropertiesAt(machine)["RoleArn"]!).ToList();
        var tasks = Definitions.Read(file)["States"]!.AsObject()
            .Where(state => state.Value!["Type"]!.ToString() == "Task");

        Assert.All(tasks, task =>
        {
            var (action, resource) = NeededBy(task.Value!);
            Assert.Contains(allowed, line => line.Contains($"{action} on ") && line.Contains(resource));
        });
    }

    private static (string Action, string Resource) NeededBy(JsonNode task) =>
        (task["Resource"]!.ToString()[Resource.Length..].Split('.')[0], task["Parameters"]!) switch
        {
            ("lambda:invoke", var parameters) => ("lambda:InvokeFunction", parameters["FunctionName"]!.ToString()),
            ("dynamodb:updateItem", var parameters) =>
                ("dynamodb:UpdateItem", parameters["TableName"]!.ToString().Replace("}", ".Arn}")),
            ("events:putEvents", _) => ("events:PutEvents", "event-bus/default"),
            var (other, _) => throw new InvalidOperationException($"What permission does {other} need?"),
        };
}
