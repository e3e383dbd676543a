using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalWorkflow.Support;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Approvals;

/// <summary>Definitions of state machines in a template.</summary>
internal static class StateMachines
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static JsonObject Definition(this SynthesizedStack stack, string path) =>
        JsonNode.Parse(stack.Render(stack.PropertiesAt(path)["DefinitionString"]))!.AsObject();

    /// <summary>
    /// The definition in <c>NAME.asl.json</c>, as text that <see cref="Canonical"/> makes of an equal one.
    /// </summary>
    public static string WrittenDown(string name, string folder = "Approvals") => Canonical(JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{folder}/{name}.asl.json"))));

    /// <summary>Text that is the same for equal JSON: members in order of the alphabet.</summary>
    public static string Canonical(JsonNode? node) => Sorted(node)?.ToJsonString(Indented) ?? "null";

    /// <summary>
    /// The problems that AWS would refuse the definition for, by the JSON schema and the checks of asl-validator.
    /// </summary>
    public static string Validate(JsonObject definition)
    {
        var start = new ProcessStartInfo("node",
        [
            Repository.PathOf("node_modules/asl-validator/dist/bin/asl-validator.js"),
            "--json-definition",
            definition.ToJsonString(),
        ])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : output;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
