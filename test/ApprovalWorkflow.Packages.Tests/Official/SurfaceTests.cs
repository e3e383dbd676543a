using System.Reflection;

namespace ApprovalWorkflow.Packages.Tests.Official;

/// <summary>Code for a generated client also compiles for the official one.</summary>
public class SurfaceTests
{
    public static TheoryData<string> Services => [.. ClientPair.All.Select(it => it.Service)];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_public_member_is_an_official_one(string service)
    {
        var pair = ClientPair.Of(service);
        var types = pair.Generated.Assembly.GetExportedTypes()
            .Where(it => it.Namespace!.StartsWith($"Compared.{service}", StringComparison.Ordinal))
            // AWS wrote this class by hand: it also serves as a client's credentials.
            .Where(it => it != typeof(Compared.SecurityToken.Model.Credentials))
            .ToList();
        var members = types.SelectMany(type => Members(type).Select(member => (type, member))).ToList();

        Assert.True(members.Count > 10 * types.Count / 2, $"{members.Count} members of {types.Count} types are few.");
        Assert.Empty(types.Where(type => pair.OfficialOf(type) is null).Select(type => type.Name));
        var strange = from it in members
                      where !Members(pair.OfficialOf(it.type)!).Select(Described).Contains(Described(it.member))
                      select $"{it.type.Name}: {Described(it.member)}";
        Assert.Empty(strange);
        var bases = from type in types
                    let official = pair.OfficialOf(type)!
                    where Spelled(type.BaseType) != Spelled(official.BaseType)
                    select $"{type.Name}: {Spelled(official.BaseType)}";
        Assert.Empty(bases);
    }

    private static MemberInfo[] Members(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);

    /// <summary>A member's declaration, in which generated and official types have one spelling.</summary>
    private static string Described(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{Spelled(property.PropertyType)} {property.Name}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{Spelled(field.FieldType)} {field.Name}",
        // Accessors of properties are among the methods.
        MethodInfo method =>
            $"{(method.IsStatic ? "static" : "")} {(method.IsVirtual && !method.IsFinal ? "virtual" : "")} " +
            $"{Spelled(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => member.Name,
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters()
        .Select(it => $"{Spelled(it.ParameterType)} {it.Name} {(it.HasDefaultValue ? "= default" : "")}"));

    private static string Spelled(Type? type) =>
        type is null ? "" : type.ToString().Replace("Compared.", "Amazon.", StringComparison.Ordinal);
}
