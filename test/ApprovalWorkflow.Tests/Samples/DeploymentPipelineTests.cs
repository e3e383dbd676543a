using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.StateMachines;
using ApprovalWorkflow.Tests.Support;
using Samples;

namespace ApprovalWorkflow.Tests.Samples;

/// <summary>The sample in <c>samples/deployment-pipeline</c>, used as a reader would.</summary>
public class DeploymentPipelineTests
{
    private static readonly Lazy<SynthesizedStack> _pipeline = new(() =>
    {
        using var test = TestApp.Create();
        return new SynthesizedStack(new DeploymentPipelineStack(test.App, "Pipeline"));
    });

    private static JsonObject Definition => _pipeline.Value.Definition("StateMachine");

    private static JsonNode Steps => Definition["States"]!;

    [Fact]
    public void Its_definition_is_valid() => Assert.Empty(Definitions.Validate(Definition));

    [Fact]
    public void It_asks_two_of_three_people_for_the_change_ticket_and_keeps_its_own_input()
    {
        var asked = Steps["Identify request"]!["Parameters"]!;
        var expected = JsonNode.Parse("""
            {
              "version.$": "$.version",
              "subject.$": "States.Format('Release {} to production', $.version)",
              "message": "The tests have passed.",
              "requestedBy.$": "$.author",
              "requiredApprovals": 2,
              "remindAfterSeconds": 7200,
              "expiresAfterSeconds": 43200,
              "fields": [
                {
                  "name": "ticket",
                  "label": "Change ticket",
                  "required": true,
                  "type": "text",
                  "pattern": "CHG-[0-9]{4,}"
                }
              ]
            }
            """);

        Assert.Equal("$", (string?)asked["outcome"]!["input.$"]);
        Assert.Equal(Definitions.Canonical(expected), Definitions.Canonical(asked["request"]!["asked"]));
        Assert.Equal("$.request.asked", (string?)Steps["Open request"]!["Parameters"]!["Payload"]!["input.$"]);
    }

    [Fact]
    public void It_deploys_an_approved_release_with_its_ticket_and_rolls_back_others()
    {
        var variables = Steps["Deploy"]!["Parameters"]!["EnvironmentVariablesOverride"]!.AsArray();

        Assert.Equal(
            ["VERSION $.input.version", "CHANGE_TICKET $.approval.fields.ticket"],
            variables.Select(one => $"{one!["Name"]} {one["Value.$"]}"));
        Assert.Equal(
            ["Deploy", "Roll back"],
            Steps["Approved?"]!["Choices"]!.AsArray().Select(choice => (string?)choice!["Next"]));
        Assert.Equal("Roll back", (string?)Steps["Approved?"]!["Default"]);
        Assert.Equal("Roll back", (string?)Steps["Deploy"]!["Catch"]![0]!["Next"]);
        Assert.Equal("Rolled back", (string?)Steps["Roll back"]!["Next"]);
    }
}
