using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.StateMachines;

/// <summary>Definitions of state machines in a template.</summary>
internal static class Definitions
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static JsonObject Definition(this SynthesizedStack stack, string path) =>
        JsonNode.Parse(stack.Render(stack.PropertiesAt(path)["DefinitionString"]))!.AsObject();

    /// <summary>The definition in a file, as text that <see cref="Canonical"/> makes of an equal one.</summary>
    /// <param name="file">The file, such as <c>Reports/CreateReport.asl.json</c>.</param>
    public static string WrittenDown(string file) => Canonical(Read(file));

    /// <summary>The states of a HumanApproval, changed by a JSON merge patch (RFC 7396) in a file.</summary>
    public static string HumanApprovalWith(string patch) =>
        Canonical(Merged(Read("Approvals/HumanApproval.asl.json"), Read(patch)));

    /// <summary>Text that is the same for equal JSON: members in order of the alphabet.</summary>
    public static string Canonical(JsonNode? node) => Sorted(node)?.ToJsonString(_indented) ?? "null";

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

    public static JsonNode Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)))!;

    private static JsonNode? Merged(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var merged = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            var value = Merged(merged[name], change);
            if (value is null) merged.Remove(name);
            else merged[name] = value.Parent is null ? value : value.DeepClone();
        }
        return merged;
    }
}
