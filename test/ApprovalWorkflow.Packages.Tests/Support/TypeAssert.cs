using System.Reflection;
using Amazon.Runtime;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>Holds the types of a client against those that AWS generates from its model.</summary>
internal static class TypeAssert
{
    public static void HasMembers(Assembly client, Shapes shapes, string structure)
    {
        var type = client.GetType(shapes.TypeOf(structure), throwOnError: true)!;
        foreach (var member in shapes.Members(structure))
        {
            var property = type.GetProperty(Shapes.Property(member.Name));
            Assert.True(property is not null, $"{structure}.{member.Name}");
            Assert.Equal(shapes.TypeOf(ServiceModel.Target(member.Value)), property.PropertyType.ToString());
        }
    }

    public static void HasConstants(Assembly client, Shapes shapes, string enumeration)
    {
        var type = client.GetType(shapes.TypeOf(enumeration), throwOnError: true)!;
        foreach (var value in shapes.Constants(enumeration))
        {
            var field = type.GetField(Shapes.Property(value));
            Assert.True(field is not null, $"{enumeration}.{value}");
            Assert.Equal(value, Assert.IsAssignableFrom<ConstantClass>(field.GetValue(null)).Value);
        }
    }
}
