using System.Text.Json;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>What AWS's model has in requests and answers of some operations, and the types the SDK has.</summary>
/// <param name="service">The namespace of the service's client.</param>
/// <param name="isHere">Whether the client knows that member of that structure.</param>
internal sealed class Shapes(
    ServiceModel model, string service, IEnumerable<string> operations, Func<string, string, bool> isHere)
{
    /// <summary>The shapes of a type that requests and answers have.</summary>
    public IEnumerable<string> OfType(string type)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            Find(ServiceModel.Target(model.Operation(operation).GetProperty("input")), found);
            Find(Output(operation), found);
        }
        return found.Where(name => model.Shape(name).GetProperty("type").ValueEquals(type));
    }

    /// <summary>The enumerations among them.</summary>
    public IEnumerable<string> Enumerations => OfType("string").Where(it => Constants(it).Any());

    /// <summary>The shape of an operation's answer.</summary>
    public string Output(string operation) => ServiceModel.Target(model.Operation(operation).GetProperty("output"));

    /// <summary>A shape's type in the model, as <c>structure</c> or <c>string</c>.</summary>
    public string Type(string name) => model.Shape(name).GetProperty("type").GetString()!;

    /// <summary>The members of a structure that the client knows; of other shapes, none.</summary>
    public IEnumerable<JsonProperty> Members(string name) =>
        model.Shape(name).TryGetProperty("members", out var members)
            ? members.EnumerateObject().Where(it => isHere(name, it.Name))
            : [];

    /// <summary>The values of an enumeration; of other shapes, none.</summary>
    public IEnumerable<string> Constants(string name) =>
        model.Shape(name).TryGetProperty("enum", out var values)
            ? values.EnumerateArray().Select(value => value.GetString()!)
            : [];

    /// <summary>The shape that a list is of.</summary>
    public string Item(string list) => ServiceModel.Target(model.Shape(list).GetProperty("member"));

    /// <summary>The name of the property that a member is in the SDK.</summary>
    public static string Property(string member) => char.ToUpperInvariant(member[0]) + member[1..];

    /// <summary>The type of a property, as version 4 of the SDK has it.</summary>
    public string TypeOf(string name) => Type(name) switch
    {
        "structure" => $"{service}.Model.{name}",
        "list" => $"System.Collections.Generic.List`1[{ItemTypeOf(Item(name))}]",
        "string" => Constants(name).Any() ? $"{service}.{name}" : "System.String",
        "blob" => "System.IO.MemoryStream",
        var type => $"System.Nullable`1[{ValueTypeOf(type)}]",
    };

    /// <summary>In a list, there are the names of constants, and no value is null.</summary>
    private string ItemTypeOf(string name) => Type(name) switch
    {
        "structure" or "list" => TypeOf(name),
        "string" => "System.String",
        var type => ValueTypeOf(type),
    };

    private static string ValueTypeOf(string type) => type switch
    {
        "boolean" => "System.Boolean",
        "double" => "System.Double",
        "float" => "System.Single",
        "integer" => "System.Int32",
        "long" => "System.Int64",
        _ => throw new NotSupportedException($"The type {type}."),
    };

    private void Find(string name, SortedSet<string> found)
    {
        if (!found.Add(name))
            return;
        if (Type(name) == "list")
            Find(Item(name), found);
        foreach (var member in Members(name))
            Find(ServiceModel.Target(member.Value), found);
    }
}
