using Amazon.Rekognition.Model;
using Amazon.Runtime;
using ApprovalWorkflow.Aws.Tests.Support;
using static ApprovalWorkflow.Aws.Tests.Rekognition.Shapes;

namespace ApprovalWorkflow.Aws.Tests.Rekognition;

/// <summary>The types are those that AWS generates from its model: no member or constant is missing.</summary>
public class TypeTests
{
    public static TheoryData<string> Structures => [.. OfType("structure")];

    public static TheoryData<string> Enumerations => [.. OfType("string").Where(it => Constants(it).Any())];

    [Theory]
    [MemberData(nameof(Structures))]
    public void A_structure_has_the_members_of_the_model(string name)
    {
        var type = typeof(IndexFacesRequest).Assembly.GetType($"Amazon.Rekognition.Model.{name}", throwOnError: true)!;
        foreach (var member in Members(name))
        {
            var property = type.GetProperty(member.Name);
            Assert.True(property is not null, $"{name}.{member.Name}");
            Assert.Equal(TypeOf(ServiceModel.Target(member.Value)), property.PropertyType.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void An_enumeration_has_the_constants_of_the_model(string name)
    {
        var type = typeof(IndexFacesRequest).Assembly.GetType($"Amazon.Rekognition.{name}", throwOnError: true)!;
        foreach (var value in Constants(name))
        {
            var field = type.GetField(char.ToUpperInvariant(value[0]) + value[1..]);
            Assert.True(field is not null, $"{name}.{value}");
            Assert.Equal(value, Assert.IsAssignableFrom<ConstantClass>(field.GetValue(null)).Value);
        }
    }

    [Fact]
    public void Nothing_is_made_that_was_not_answered()
    {
        Assert.Null(new IndexFacesResponse().FaceRecords);
        Assert.Null(new DeleteFacesRequest().FaceIds);
        Assert.Null(new BoundingBox().Left);
    }

    /// <summary>The type of a property, as version 4 of the SDK has it.</summary>
    private static string TypeOf(string name)
    {
        var shape = ServiceModel.Rekognition.Shape(name);
        return shape.GetProperty("type").GetString() switch
        {
            "structure" => $"Amazon.Rekognition.Model.{name}",
            "list" when TypeOf(ServiceModel.Target(shape.GetProperty("member"))) is var item =>
                // Of constants, a list has the names.
                $"System.Collections.Generic.List`1[{(Constants(Item(shape)).Any() ? "System.String" : item)}]",
            "string" => Constants(name).Any() ? $"Amazon.Rekognition.{name}" : "System.String",
            "float" => "System.Nullable`1[System.Single]",
            "integer" => "System.Nullable`1[System.Int32]",
            "blob" => "System.IO.MemoryStream",
            var type => throw new NotSupportedException($"The type {type}."),
        };
    }
}
