using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using ApprovalWorkflow.Tests.StateMachines;
using ApprovalWorkflow.Tests.Support;
using Parallel = Amazon.CDK.AWS.StepFunctions.Parallel;

namespace ApprovalWorkflow.Tests.Approvals;

/// <summary>The construct in other state machines than the app's.</summary>
public class HumanApprovalTests
{
    private static readonly Lazy<Composed> _result = new(Compose);

    private static SynthesizedStack Own => _result.Value.Own;

    [Theory]
    [InlineData("Twice")]
    [InlineData("Parallel")]
    [InlineData("Map")]
    [InlineData("Side by side")]
    public void A_state_machine_around_it_is_valid(string id) =>
        Assert.Empty(Definitions.Validate(Own.Definition(id)));

    [Fact]
    public void Used_twice_in_a_state_machine_the_states_of_each_have_its_prefix()
    {
        var states = Own.Definition("Twice")["States"]!.AsObject();

        Assert.Equal("First: Identify request", (string?)Own.Definition("Twice")["StartAt"]);
        Assert.Equal("Second: Identify request", (string?)states["First: Approved"]!["Next"]);
        Assert.Equal("Done", (string?)states["Second: Approved"]!["Next"]);
        Assert.Equal("Second: Open request", (string?)states["Second: Identify request"]!["Next"]);
        Assert.Equal("Second: Next round", (string?)states["Second: Ask for approval"]!["Catch"]![0]!["Next"]);
    }

    [Fact]
    public void Without_branches_an_approval_continues_and_other_outcomes_fail()
    {
        var states = Own.Definition("Map")["States"]!["Each"]!["ItemProcessor"]!["States"]!;

        Assert.True((bool)states["Approved"]!["End"]!);
        AssertFails(
            "ApprovalRejected",
            "States.Format('Rejected by {}. {}', $.approval.decidedBy, $.approval.comment)",
            states["Rejected"]!);
        AssertFails(
            "ApprovalExpired",
            "States.Format('Request {} expired.', $.approval.id)",
            states["Expired"]!);
        Assert.Equal("Expired", (string?)states["Approved?"]!["Default"]);
    }

    [Fact]
    public void The_next_state_follows_each_branch_with_an_end()
    {
        var states = Own.Definition("Parallel")["States"]!["Both"]!["Branches"]![0]!["States"]!;

        Assert.Equal("After", (string?)states["Go"]!["Next"]);
        Assert.Equal("After", (string?)states["Stop"]!["Next"]);
        Assert.Equal("After", (string?)states["Late"]!["Next"]);
    }

    [Fact]
    public void Branches_may_be_the_same_state()
    {
        var branches = Own.Definition("Side by side")["States"]!["Sides"]!["Branches"]!.AsArray();
        var states = branches[0]!["States"]!;

        Assert.Equal("No", (string?)states["Left: Approved?"]!["Choices"]![1]!["Next"]);
        Assert.Equal("No", (string?)states["Left: Approved?"]!["Default"]);
        Assert.Equal("End", (string?)states["No"]!["Next"]);
        Assert.Equal("Right: Identify request", (string?)branches[1]!["StartAt"]);
    }

    [Fact]
    public void Only_granted_state_machines_may_be_answered_however_often_they_are_granted()
    {
        string[] expected =
            ["Faces/Workflow/MLApprovalProcess", "General/StateMachine", "Map", "Parallel", "Side by side", "Twice"];

        Assert.Equal(
            expected.Select(path => $"Allow states:SendTaskSuccess on {{{path}}}"),
            Own.Permissions(Own.Function("AskApprovers")["Role"]!).Where(line => line.Contains("states:")));
    }

    [Fact]
    public void Each_state_machine_has_one_rule_that_withdraws_open_requests() => Assert.Equal(
        [
            "{Faces/Workflow/MLApprovalProcess}",
            "{General/StateMachine}",
            "{Map}",
            "{Parallel}",
            "{Side by side}",
            "{Twice}",
        ],
        Own.PropertiesOf("AWS::Events::Rule")
            .Where(rule => rule["EventPattern"] is not null)
            .Select(rule => Own.Render(rule["EventPattern"]!["detail"]!["stateMachineArn"]![0]))
            .Order());

    [Fact]
    public void In_another_stack_it_brings_the_permissions_and_the_rule()
    {
        var other = _result.Value.Other;

        Assert.Equal(
            ["Approval/AskApproversCallback", "Approval/DecideRequestCallback"],
            other.OfType("AWS::IAM::Policy").Keys.Where(path => path.Contains("Callback")).Order());
        Assert.Equal(["Approval/Withdrawal"], other.OfType("AWS::Events::Rule").Keys);
        Assert.DoesNotContain("Other", Own.Resources.ToJsonString());
    }

    [Fact]
    public void Without_the_permission_to_answer_synthesis_fails_and_says_what_to_do()
    {
        using var test = TestApp.Create(("approvers", "ann@example.com"));
        var stack = test.ApprovalWorkflow();
        Machine(stack, "StateMachine", new HumanApproval(stack, "Forgotten", new(stack.Approvals)));

        var error = Assert.ThrowsAny<Exception>(() => test.App.Synth());

        Assert.Contains("ApprovalWorkflow/Forgotten", error.Message);
        Assert.Contains("GrantCallback(stateMachine)", error.Message);
        Assert.DoesNotContain("General/Approval", error.Message);
    }

    private static void AssertFails(string error, string cause, JsonNode state)
    {
        Assert.Equal("Fail", (string?)state["Type"]);
        Assert.Equal(error, (string?)state["Error"]);
        Assert.Equal(cause, (string?)state["CausePath"]);
    }

    private static Composed Compose()
    {
        using var test = TestApp.Create(("approvers", "ann@example.com"));
        var stack = test.ApprovalWorkflow();

        var first = new HumanApproval(stack, "First", new(stack.Approvals));
        var second = new HumanApproval(stack, "Second", new(stack.Approvals));
        var done = new Succeed(stack, "Done");
        var twice = Machine(stack, "Twice", first.PrefixStates().Next(second.PrefixStates()).Next(done));
        first.GrantCallback(twice);
        second.GrantCallback(twice);

        var branch = new HumanApproval(stack, "Branch", new(stack.Approvals)
        {
            OnApproved = new Pass(stack, "Go"),
            OnRejected = new Pass(stack, "Stop"),
            OnExpired = new Pass(stack, "Late"),
        });
        var both = new Parallel(stack, "Both").Branch(branch.Next(new Pass(stack, "After")), new Pass(stack, "Beside"));
        branch.GrantCallback(Machine(stack, "Parallel", both));

        var each = new HumanApproval(stack, "Item", new(stack.Approvals));
        each.GrantCallback(Machine(stack, "Map", new Map(stack, "Each").ItemProcessor(each)));

        SideBySide(stack);

        var other = new Stack(test.App, "Other");
        var approval = new HumanApproval(other, "Approval", new(stack.Approvals));
        approval.GrantCallback(Machine(other, "StateMachine", approval));
        return new Composed(new SynthesizedStack(stack), new SynthesizedStack(other));
    }

    private static void SideBySide(ApprovalWorkflowStack stack)
    {
        var no = new Pass(stack, "No");
        var left = new HumanApproval(stack, "Left", new(stack.Approvals) { OnRejected = no, OnExpired = no });
        var right = new HumanApproval(stack, "Right", new(stack.Approvals));
        var sides = new Parallel(stack, "Sides").Branch(
            left.PrefixStates("Left: ").Next(new Pass(stack, "End")),
            right.PrefixStates("Right: "));
        var machine = Machine(stack, "Side by side", sides);
        left.GrantCallback(machine);
        right.GrantCallback(machine);
    }

    private static StateMachine Machine(Stack stack, string id, IChainable definition) =>
        new(stack, id, new StateMachineProps { DefinitionBody = DefinitionBody.FromChainable(definition) });

    private sealed record Composed(SynthesizedStack Own, SynthesizedStack Other);
}
