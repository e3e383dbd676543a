using System.Text.Json.Nodes;

namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>The next states with their input, and a state's output if it can end.</summary>
internal sealed record Flow(IReadOnlyList<(string Name, Shape Input)> Following, Shape? End);

/// <summary>The data of one state.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html
/// </remarks>
/// <param name="run">Follows the states within this one, and returns their possible outputs.</param>
/// <param name="item">The item, within a Map state.</param>
internal sealed class StateFlow(
    Findings findings,
    Invocations invocations,
    Func<JsonNode, Shape, Shape?, IReadOnlyList<Shape>> run,
    string name,
    JsonObject state,
    Shape input,
    Shape? item)
{
    private static readonly Shape _error = Shape.Object(
        "an error", new[] { "Error", "Cause" }.Select(member => KeyValuePair.Create(member, Shape.Plain)));

    public Flow Visit()
    {
        var from = Path("InputPath", input);
        foreach (var field in new[] { "TimeoutSecondsPath", "ErrorPath", "CausePath" }) Path(field, from);
        foreach (var rule in List("Choices")) Rule(rule, from);
        var result = Result(from);
        if (state["ResultSelector"] is { } selector) result = Template(selector, result, item);
        var output = Path("OutputPath", Placed(state, result));
        var following = List("Choices").Append(state)
            .Select(each => each["Next"]).Append(state["Default"])
            .Where(next => next is not null).Select(next => ((string)next!, output))
            .Concat(List("Catch").Select(caught => ((string)caught["Next"]!, Placed(caught, _error))));
        return new([.. following], (string?)state["Type"] == "Succeed" || (bool?)state["End"] == true ? output : null);
    }

    private Shape Result(Shape from)
    {
        var sent = state["Parameters"] is { } parameters ? Template(parameters, from, item) : from;
        switch ((string?)state["Type"])
        {
            case "Task":
                var function = (string?)state["Parameters"]?["FunctionName"];
                return invocations.Result(findings, name, (string)state["Resource"]!, function, sent);
            case "Pass" when state["Result"] is { } literal:
                return Template(literal, from, item);
            case "Pass" or "Choice" or "Wait" or "Succeed" or "Fail":
                return sent;
            case "Parallel":
                return Shape.Object(name, List("Branches").Select((branch, place) =>
                    KeyValuePair.Create($"[{place}]", Only(run(branch, sent, item)))));
            case "Map":
                var each = findings.Member(name, Path("ItemsPath", from), "[0]");
                var selected = state["ItemSelector"] is { } selector ? Template(selector, from, each) : each;
                return Shape.List(Only(run(state["ItemProcessor"]!, selected, each)));
            case var type:
                return NotFollowed($"the type {type}");
        }
    }

    private void Rule(JsonObject rule, Shape from)
    {
        foreach (var (field, value) in rule)
            if (value is JsonArray all) foreach (var one in all) Rule(one!.AsObject(), from);
            else if (value is JsonObject not) Rule(not, from);
            else if (field == "Variable" || field.EndsWith("Path", StringComparison.Ordinal))
                Read(field, (string)value!, from, item);
    }

    /// <summary>The state's input with a result in it, by the ResultPath.</summary>
    private Shape Placed(JsonObject by, Shape result)
    {
        if (!by.TryGetPropertyValue("ResultPath", out var path)) return result;
        if (path is null) return input;
        findings.Followed.Add((name, "ResultPath", (string)path!));
        return PathReader.Segments((string)path!) is { } segments
            ? input.With(segments, result)
            : NotFollowed($"the ResultPath {path}");
    }

    private Shape Path(string field, Shape from) =>
        !state.TryGetPropertyValue(field, out var path) ? from
        : path is null ? Shape.Object(field, [])
        : Read(field, (string)path!, from, item);

    private Shape Template(JsonNode? template, Shape from, Shape? each) => template switch
    {
        JsonObject members => Shape.Object(name, members.Select(member =>
            member.Key.EndsWith(".$", StringComparison.Ordinal)
                ? KeyValuePair.Create(member.Key[..^2], Read(member.Key, (string)member.Value!, from, each))
                : KeyValuePair.Create(member.Key, Template(member.Value, from, each)))),
        JsonArray items => Shape.List(
            items.Select(one => Template(one, from, each)).ToList() is [var first, ..] ? first : Shape.Plain),
        _ => Shape.Plain,
    };

    private Shape Read(string field, string text, Shape from, Shape? each)
    {
        findings.Followed.Add((name, field, text));
        return new PathReader(findings, $"{name}, {field}, {text}", text, from, each).Read();
    }

    private Shape Only(IReadOnlyList<Shape> ends) =>
        ends is [var end] ? end : NotFollowed($"its {ends.Count} different ends");

    private Shape NotFollowed(string what)
    {
        findings.Problem($"{name}: cannot be followed at {what}");
        return Shape.Unknown("what cannot be followed");
    }

    private IEnumerable<JsonObject> List(string field) =>
        state[field]?.AsArray().Select(each => each!.AsObject()) ?? [];
}
