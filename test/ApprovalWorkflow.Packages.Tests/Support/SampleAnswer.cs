using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>Answers made of a service's model, and what of them arrives.</summary>
internal static class SampleAnswer
{
    /// <summary>
    /// A structure with a value for each member of the model, and no value twice but in enumerations; a list within
    /// itself is empty.
    /// </summary>
    public static JsonNode Complete(this Shapes shapes, string structure)
    {
        var count = 0;
        return Sample(structure, [])!;

        JsonNode? Sample(string name, string[] within) => shapes.Type(name) switch
        {
            "structure" => new JsonObject(shapes.Members(name).Select(
                it => KeyValuePair.Create(it.Name, Sample(ServiceModel.Target(it.Value), [.. within, name])))),
            "list" when within.Contains(shapes.Item(name)) => new JsonArray(),
            "list" => new JsonArray(Sample(shapes.Item(name), within), Sample(shapes.Item(name), within)),
            "float" or "double" => ++count + 0.25,
            "integer" => ++count,
            "long" => ++count + (1L << 40),
            "boolean" => ++count % 2 == 0,
            "blob" => Convert.ToBase64String([(byte)++count, 0xFF]),
            _ => shapes.Constants(name).LastOrDefault() ?? $"text {++count}",
        };
    }

    /// <summary>The same answer, from a service that has more to say than its model.</summary>
    public static JsonNode? WithMembersOfTomorrow(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
        [
            new("IdOfTomorrow", "f"),
            new("ListOfTomorrow", JsonNode.Parse("""[[],[{"FaceId":"f","records":[{"Face":{"FaceId":"f"}}]}],1]""")),
            .. members.Select(it => KeyValuePair.Create(it.Key, WithMembersOfTomorrow(it.Value))),
            new("Tomorrow", JsonNode.Parse("""{"FaceMatches":[],"Confidence":1,"records":{"FaceModelVersion":"0"}}""")),
        ]),
        JsonArray items => new JsonArray([.. items.Select(WithMembersOfTomorrow)]),
        _ => node?.DeepClone(),
    };

    public static void AssertRead(JsonNode? expected, object? actual, string path)
    {
        switch (expected)
        {
            case JsonObject members:
                Assert.True(actual is not null, path);
                foreach (var (name, member) in members)
                    AssertRead(member, Value(actual, name), $"{path}.{name}");
                break;
            case JsonArray items:
                var list = Assert.IsAssignableFrom<IList>(actual);
                Assert.Equal(items.Count, list.Count);
                for (var i = 0; i < items.Count; i++)
                    AssertRead(items[i], list[i], $"{path}[{i}]");
                break;
            default:
                Assert.Equal((path, Plain(expected, actual)), (path, Plain(actual)));
                break;
        }
    }

    /// <summary>A member of what was read.</summary>
    public static object? Value(object structure, string member)
    {
        var name = Shapes.Property(member);
        return (structure.GetType().GetProperty(name) ?? throw new MissingMemberException(name)).GetValue(structure);
    }

    /// <summary>A value of an answer, as the type that was made of it has it.</summary>
    private static object? Plain(JsonNode? expected, object? actual) => expected?.GetValueKind() switch
    {
        JsonValueKind.Number => actual switch
        {
            float => (object)(float)expected.GetValue<double>(),
            long => expected.GetValue<long>(),
            int => expected.GetValue<int>(),
            _ => expected.GetValue<double>(),
        },
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => expected?.GetValue<string>(),
    };

    private static object? Plain(object? actual) => actual switch
    {
        ConstantClass constant => constant.Value,
        MemoryStream bytes => Convert.ToBase64String(bytes.ToArray()),
        _ => actual,
    };
}
