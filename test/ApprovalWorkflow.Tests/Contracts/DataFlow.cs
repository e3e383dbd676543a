using System.Text.Json.Nodes;

namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>
/// Follows the data of a state machine from state to state, on every path of an execution. Data that it cannot follow
/// are a problem.
/// </summary>
internal static class DataFlow
{
    public static Findings Check(JsonObject definition, Invocations invocations)
    {
        var findings = new Findings();
        Run(definition, Shape.Unknown("input"), null);
        foreach (var (state, field, text) in DefinitionTexts.In(definition).Except(findings.Followed))
            findings.Problem($"{state}, {field}: {text} is not followed");
        return findings;

        IReadOnlyList<Shape> Run(JsonNode machine, Shape input, Shape? item)
        {
            var ends = new List<Shape>();
            var seen = new HashSet<string>();
            var todo = new Queue<(string Name, Shape Input)>([((string)machine["StartAt"]!, input)]);
            while (todo.TryDequeue(out var next))
            {
                // A loop must come back with the same data, or it would never end here.
                if (!seen.Add($"{next.Name}: {next.Input}")) continue;
                Assert.InRange(seen.Count, 1, 1000);
                var state = machine["States"]![next.Name]!.AsObject();
                var flow = new StateFlow(findings, invocations, Run, next.Name, state, next.Input, item).Visit();
                foreach (var following in flow.Following) todo.Enqueue(following);
                if (flow.End is not null) ends.Add(flow.End);
            }
            return [.. ends.DistinctBy(end => end.ToString())];
        }
    }
}
