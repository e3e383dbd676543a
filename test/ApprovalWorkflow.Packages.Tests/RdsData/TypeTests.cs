using Amazon.RDSDataService.Model;
using static ApprovalWorkflow.Packages.Tests.Support.TypeAssert;

namespace ApprovalWorkflow.Packages.Tests.RdsData;

/// <summary>The types are those that AWS generates from its model: no member or constant is missing.</summary>
public class TypeTests
{
    public static TheoryData<string> Structures => [.. Calls.Shapes.OfType("structure")];

    public static TheoryData<string> Enumerations => [.. Calls.Shapes.Enumerations];

    [Theory]
    [MemberData(nameof(Structures))]
    public void A_structure_has_the_members_of_the_model(string name) =>
        HasMembers(typeof(Field).Assembly, Calls.Shapes, name);

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void An_enumeration_has_the_constants_of_the_model(string name) =>
        HasConstants(typeof(Field).Assembly, Calls.Shapes, name);

    [Fact]
    public void Nothing_is_made_that_was_not_answered()
    {
        Assert.Null(new ExecuteStatementResponse().Records);
        Assert.Null(new ExecuteStatementRequest().Parameters);
        Assert.Null(new Field().IsNull);
        Assert.Null(new ArrayValue().LongValues);
    }
}
