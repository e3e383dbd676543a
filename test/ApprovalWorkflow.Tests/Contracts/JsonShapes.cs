using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>What a serializer writes and reads, by its own options.</summary>
internal sealed class JsonShapes(JsonSerializerOptions options)
{
    /// <summary>The JSON that is written for a value of the type.</summary>
    public Shape Written(Type type)
    {
        var json = options.GetTypeInfo(type);
        return json.Kind switch
        {
            JsonTypeInfoKind.Object => Shape.Object(type.Name, json.Properties
                .Where(member => member.Get is not null)
                .Select(member => KeyValuePair.Create(
                    member.Name, Written(member.PropertyType) with { IsOptional = member.IsGetNullable }))) with
            { IsWritten = true },
            JsonTypeInfoKind.Enumerable => Shape.List(Written(json.ElementType!)),
            JsonTypeInfoKind.Dictionary => Shape.Unknown(type.Name),
            _ => type == typeof(JsonElement) ? Shape.Unknown("any JSON") : Shape.Plain,
        };
    }

    /// <summary>Whether a value can be read as the type, with all members that it needs and no others.</summary>
    public void CheckRead(Findings findings, string where, Shape sent, Type type)
    {
        var json = options.GetTypeInfo(type);
        if (json.Kind == JsonTypeInfoKind.Object) CheckMembers(findings, where, sent, json);
        else if (json.Kind == JsonTypeInfoKind.Enumerable)
            CheckRead(findings, where, findings.Member(where, sent, "[0]"), json.ElementType!);
        else if (type != typeof(JsonElement) && (sent.Members.Count > 0 || sent.Items is not null))
            findings.Problem($"{where}: sends no {type.Name}");
    }

    private void CheckMembers(Findings findings, string where, Shape sent, JsonTypeInfo json)
    {
        var names = options.PropertyNameCaseInsensitive ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var read = json.Properties
            .Where(member => member.Set is not null || member.AssociatedParameter is not null)
            .ToDictionary(member => member.Name, names);
        foreach (var name in sent.Members.Keys.Where(name => !read.ContainsKey(name)))
            findings.Problem($"{where}: sends {name}, which no {json.Type.Name} has");
        foreach (var (name, member) in read)
        {
            var found = sent.Members.Keys.FirstOrDefault(each => names.Equals(each, name)) ?? name;
            if (!sent.Members.ContainsKey(found) && !IsNeeded(member)) continue;
            if (sent.Member(found) is null)
                findings.Problem($"{where}: sends no {name}, which {json.Type.Name} needs");
            else
                CheckRead(findings, $"{where}, {name}", findings.Member(where, sent, found), member.PropertyType);
        }
    }

    /// <summary>A parameter that may be neither null nor left out.</summary>
    private static bool IsNeeded(JsonPropertyInfo member) =>
        member.IsRequired || member is { AssociatedParameter.HasDefaultValue: false, IsSetNullable: false };
}
