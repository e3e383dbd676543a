using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.Lambda.Serialization.SystemTextJson;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Tests.StateMachines;
using ApprovalWorkflow.Tests.Support;
using FunctionsJson = ApprovalWorkflow.Functions.FunctionsJson;
using Handlers = ApprovalWorkflow.Functions.Handlers;
using LambdaJson = ApprovalWorkflow.Functions.LambdaJson;

namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>
/// State machines read what functions write, and send what functions read, according to the synthesized definitions,
/// the handlers' registered types and the functions' serializer.
/// </summary>
public partial class StateMachineContractTests
{
    [Fact]
    public void All_that_is_read_is_written_and_all_that_is_needed_is_sent()
    {
        var problems = All(LambdaJson.Apply)
            .SelectMany(machine => machine.Findings.Problems.Select(problem => $"{machine.Path}: {problem}"));
        Assert.True(!problems.Any(), string.Join('\n', problems));
    }

    /// <summary>Every state machine and path is checked, and none reads other members of its input.</summary>
    [Fact]
    public void Every_state_machine_is_checked_completely() => Assert.Equal(
        [
            "Approvals/Withdrawals/StateMachine: 2 functions, 3 of their members; input.executionArn, input.status",
            "Faces/Workflow/MLApprovalProcess: 5 functions, 19 of their members; " +
            "input.face, input.face.box, input.face.bucket, input.face.camera, input.face.frame, input.face.key, " +
            "input.face.place, input.face.seenAt",
            "General/StateMachine: 6 functions, 19 of their members; ",
            "Reports/Workflow/CreateReport: 4 functions, 6 of their members; input.requestedBy, input.website",
        ],
        All(LambdaJson.Apply).Select(machine =>
        {
            var (path, invoked, findings) = machine;
            Assert.Equal(invoked, findings.Handlers.Count);
            return $"{path}: {invoked} functions, {findings.Written.Count} of their members; "
                + string.Join(", ", findings.Outside.Where(name => name.StartsWith("input", StringComparison.Ordinal)));
        }).Order(StringComparer.Ordinal));

    /// <summary>Each is read after a Choice that checks whether it exists.</summary>
    [Fact]
    public void No_other_omitted_member_is_read() => Assert.Equal(
        ["OpenedReport.duplicateOf", "Withdrawal.approval", "Withdrawal.request"],
        All(LambdaJson.Apply).SelectMany(machine => machine.Findings.Optional).Order(StringComparer.Ordinal));

    [Fact]
    public void Pascal_case_names_would_be_found_in_every_state_machine()
    {
        var machines = All(options => options.PropertyNamingPolicy = null).ToDictionary(
            machine => machine.Path, machine => machine.Findings.Problems);

        Assert.All(machines.Values, Assert.NotEmpty);
        Assert.StartsWith(
            "Open request, id.$, $.Payload.id: ApprovalRounds has no id, only: About, Id, ",
            machines["General/StateMachine"][0],
            StringComparison.Ordinal);
    }

    /// <summary>Holds a definition against the functions of a stack.</summary>
    internal static Findings Check(SynthesizedStack stack, JsonObject definition, Action<JsonSerializerOptions> apply)
    {
        var callback = new JsonShapes(FunctionsJson.Default.Options).Written(typeof(DecisionCallback));
        return DataFlow.Check(
            definition,
            new Invocations(new JsonShapes(Options(apply)), name => Function(stack, name), callback));
    }

    private static IEnumerable<(string Path, int Invoked, Findings Findings)> All(Action<JsonSerializerOptions> apply)
    {
        foreach (var stack in new[] { Stacks.WithReports, Stacks.Reports })
            foreach (var path in stack.OfType("AWS::StepFunctions::StateMachine").Keys)
            {
                var definition = stack.Definition(path);
                var invoked = FunctionName().Matches(definition.ToJsonString()).Select(match => match.Value);
                yield return (path, invoked.Distinct().Count(), Check(stack, definition, apply));
            }
    }

    /// <summary>The final options of Lambda's serializer.</summary>
    private static JsonSerializerOptions Options(Action<JsonSerializerOptions> apply)
    {
        JsonSerializerOptions? applied = null;
        _ = new SourceGeneratorLambdaJsonSerializer<FunctionsJson>((JsonSerializerOptions options) =>
        {
            apply(options);
            applied = options;
        });
        return applied!;
    }

    /// <param name="name">As the definition renders it: <c>{path.Arn}</c>.</param>
    private static InvokedFunction Function(SynthesizedStack stack, string name)
    {
        var function = stack.OfType("AWS::Lambda::Function")[name["{".Length..^".Arn}".Length]];
        var handler = (string)function["Properties"]!["Environment"]!["Variables"]!["FUNCTION_HANDLER"]!;
        var registered = Handlers.Named(handler);
        return new(handler, registered.Input, registered.Output);
    }

    [GeneratedRegex("\"FunctionName\":\"[^\"]*\"")]
    private static partial Regex FunctionName();
}
