using System.Collections;
using System.Reflection;
using System.Security;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace ApprovalWorkflow.Packages.Tests.Official;

/// <summary>Requests and answers with a value in each member, made from the types alone.</summary>
internal static class Samples
{
    private const int Depth = 5;

    private static readonly DateTime _time = new(2026, 11, 30, 12, 34, 56, 789, DateTimeKind.Utc);

    /// <summary>The members that a structure itself declares.</summary>
    public static IEnumerable<PropertyInfo> Members(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(it => it.CanWrite);

    /// <summary>
    /// An object of <paramref name="type"/> with a value in each member that <paramref name="like"/> has. Both have the
    /// same values for the same seed.
    /// </summary>
    public static object? Filled(Type type, Type like, Random random, int depth = 0)
    {
        if (ValueOf(Nullable.GetUnderlyingType(type) ?? type, random) is { } value)
            return value;
        if (depth > Depth)
            return null;
        if (type.IsGenericType)
        {
            var items = (ICollection)Activator.CreateInstance(type)!;
            var (item, likeItem) = (type.GetGenericArguments()[^1], like.GetGenericArguments()[^1]);
            for (var i = random.Next(3); i > 0; i--)
                Add(items, Filled(item, likeItem, random, depth + 1), i);
            return items;
        }
        var filled = Activator.CreateInstance(type)!;
        foreach (var member in Members(like))
        {
            var property = type.GetProperty(member.Name)!;
            property.SetValue(filled, Filled(property.PropertyType, member.PropertyType, random, depth + 1));
        }
        return filled;
    }

    /// <summary>An answer as the service would send it, in the service's own spelling of names.</summary>
    public static JsonNode? Json(Type type, bool lowerFirst, Random random, int depth = 0)
    {
        if (Plain(type, random) is { } value)
        {
            return value switch
            {
                DateTime time => (time - DateTime.UnixEpoch).TotalSeconds,
                MemoryStream bytes => Convert.ToBase64String(bytes.ToArray()),
                _ => JsonValue.Create(value),
            };
        }
        if (depth > Depth)
            return null;
        if (!type.IsGenericType)
        {
            return new JsonObject(Members(type).Select(member => KeyValuePair.Create(
                lowerFirst ? char.ToLowerInvariant(member.Name[0]) + member.Name[1..] : member.Name,
                Json(member.PropertyType, lowerFirst, random, depth + 1))));
        }
        var items = Enumerable.Range(0, random.Next(3))
            .Select(i => (Key: $"key {i}", Value: Json(type.GetGenericArguments()[^1], lowerFirst, random, depth + 1)))
            .ToList();
        return typeof(IDictionary).IsAssignableFrom(type)
            ? new JsonObject(items.Select(it => KeyValuePair.Create(it.Key, it.Value)))
            : new JsonArray([.. items.Select(it => it.Value)]);
    }

    /// <inheritdoc cref="Json"/>
    public static string Xml(Type type, Random random, int depth = 0)
    {
        if (Plain(type, random) is { } value)
        {
            return value switch
            {
                DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null),
                MemoryStream bytes => Convert.ToBase64String(bytes.ToArray()),
                bool truth => truth ? "true" : "false",
                _ => SecurityElement.Escape(Convert.ToString(value, null)!),
            };
        }
        if (depth > Depth)
            return "";
        return type.IsGenericType
            ? string.Concat(Enumerable.Range(0, random.Next(1, 3))
                .Select(_ => Element("member", Xml(type.GetGenericArguments()[^1], random, depth + 1))))
            : string.Concat(Members(type).Select(it => Element(it.Name, Xml(it.PropertyType, random, depth + 1))));
    }

    private static string Element(string name, string content) => $"<{name}>{content}</{name}>";

    private static object? Plain(Type type, Random random) =>
        typeof(ConstantClass).IsAssignableFrom(type)
            ? $"VALUE_{random.Next(9)}"
            : ValueOf(Nullable.GetUnderlyingType(type) ?? type, random);

    private static object? ValueOf(Type type, Random random)
    {
        if (typeof(ConstantClass).IsAssignableFrom(type))
            return Activator.CreateInstance(type, $"VALUE_{random.Next(9)}");
        if (type == typeof(MemoryStream))
            return new MemoryStream([(byte)random.Next(256), 0, 255]) { Position = 1 };
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => $"text {random.Next(999)} é\"<&>+%/\n\u2028😀",
            TypeCode.Int32 => random.Next(),
            TypeCode.Int64 => random.NextInt64(),
            TypeCode.Single => random.NextSingle(),
            TypeCode.Double => random.NextDouble() / 1e9,
            TypeCode.Boolean => random.Next(2) == 1,
            TypeCode.DateTime => _time.AddMilliseconds(random.Next(5000)),
            _ => null,
        };
    }

    private static void Add(ICollection items, object? value, int i)
    {
        if (items is IDictionary map)
            map.Add($"key {i}&=", value);
        else
            ((IList)items).Add(value);
    }
}
