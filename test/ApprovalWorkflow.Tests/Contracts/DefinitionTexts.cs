using System.Text.Json.Nodes;

namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>All paths in a definition, found without knowing the states' types, so none is missed.</summary>
internal static class DefinitionTexts
{
    public static IEnumerable<(string State, string Field, string Text)> In(JsonNode machine) =>
        machine["States"]!.AsObject().SelectMany(state => In(state.Key, "", state.Value));

    private static IEnumerable<(string, string, string)> In(string state, string field, JsonNode? node) => node switch
    {
        JsonObject machine when machine.ContainsKey("States") => In(machine),
        JsonObject members => members.SelectMany(member => In(state, member.Key, member.Value)),
        JsonArray items => items.SelectMany(item => In(state, field, item)),
        JsonValue value when value.TryGetValue<string>(out var text) && IsOne(field, text) => [(state, field, text)],
        _ => [],
    };

    private static bool IsOne(string field, string text) =>
        text.StartsWith('$') || text.Contains("{%", StringComparison.Ordinal)
        || field.EndsWith(".$", StringComparison.Ordinal) || field.EndsWith("Path", StringComparison.Ordinal);
}
