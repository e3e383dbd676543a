using Amazon.Rekognition.Model;
using static ApprovalWorkflow.Packages.Tests.Support.TypeAssert;

namespace ApprovalWorkflow.Packages.Tests.Rekognition;

/// <summary>The types are those that AWS generates from its model: no member or constant is missing.</summary>
public class TypeTests
{
    public static TheoryData<string> Structures => [.. Model.Shapes.OfType("structure")];

    public static TheoryData<string> Enumerations => [.. Model.Shapes.Enumerations];

    [Theory]
    [MemberData(nameof(Structures))]
    public void A_structure_has_the_members_of_the_model(string name) =>
        HasMembers(typeof(IndexFacesRequest).Assembly, Model.Shapes, name);

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void An_enumeration_has_the_constants_of_the_model(string name) =>
        HasConstants(typeof(IndexFacesRequest).Assembly, Model.Shapes, name);

    [Fact]
    public void Nothing_is_made_that_was_not_answered()
    {
        Assert.Null(new IndexFacesResponse().FaceRecords);
        Assert.Null(new DeleteFacesRequest().FaceIds);
        Assert.Null(new BoundingBox().Left);
    }
}
