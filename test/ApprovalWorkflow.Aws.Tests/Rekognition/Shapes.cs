using System.Text.Json;
using ApprovalWorkflow.Aws.Tests.Support;

namespace ApprovalWorkflow.Aws.Tests.Rekognition;

/// <summary>What AWS's model has in the requests and answers of the operations that are here.</summary>
internal static class Shapes
{
    /// <summary>What is only answered when it is asked for, and not here.</summary>
    private static readonly string[] _attributes =
    [
        "AgeRange", "Beard", "Emotions", "EyeDirection", "Eyeglasses", "EyesOpen", "FaceOccluded", "Gender",
        "MouthOpen", "Mustache", "Smile", "Sunglasses",
    ];

    /// <summary>The shapes of a type that requests and answers of the operations here have.</summary>
    public static IEnumerable<string> OfType(string type)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var operation in Calls.Operations)
        {
            Find(ServiceModel.Target(ServiceModel.Rekognition.Operation(operation).GetProperty("input")), found);
            Find(ServiceModel.Target(ServiceModel.Rekognition.Operation(operation).GetProperty("output")), found);
        }
        return found.Where(name => ServiceModel.Rekognition.Shape(name).GetProperty("type").ValueEquals(type));
    }

    /// <summary>The members of a structure that the client knows; of other shapes, none.</summary>
    public static IEnumerable<JsonProperty> Members(string name) =>
        ServiceModel.Rekognition.Shape(name).TryGetProperty("members", out var members)
            ? members.EnumerateObject().Where(it => name != "FaceDetail" || !_attributes.Contains(it.Name))
            : [];

    /// <summary>The values of an enumeration; of other shapes, none.</summary>
    public static IEnumerable<string> Constants(string name) =>
        ServiceModel.Rekognition.Shape(name).TryGetProperty("enum", out var values)
            ? values.EnumerateArray().Select(value => value.GetString()!)
            : [];

    /// <summary>The shape that a list is of.</summary>
    public static string Item(JsonElement list) => ServiceModel.Target(list.GetProperty("member"));

    private static void Find(string name, SortedSet<string> found)
    {
        if (!found.Add(name))
            return;
        var shape = ServiceModel.Rekognition.Shape(name);
        if (shape.TryGetProperty("member", out _))
            Find(Item(shape), found);
        foreach (var member in Members(name))
            Find(ServiceModel.Target(member.Value), found);
    }
}
