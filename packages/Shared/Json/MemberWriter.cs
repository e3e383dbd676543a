using System.Text.Json;

namespace Amazon.Runtime.Bundled;

/// <summary>Writes members of requests; what is null is left out.</summary>
internal static class MemberWriter
{
    public static void Text(this Utf8JsonWriter writer, string name, string value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is not null)
            writer.WriteNumber(name, value.Value);
    }

    public static void Number(this Utf8JsonWriter writer, string name, float? value)
    {
        if (value is not null)
            writer.WriteNumber(name, value.Value);
    }

    public static void Texts(this Utf8JsonWriter writer, string name, List<string> values) =>
        writer.List(name, values, static (writer, value) => writer.WriteStringValue(value));

    /// <summary>An empty list is written too, as in the official SDK, unless that made it itself.</summary>
    public static void List<T>(
        this Utf8JsonWriter writer, string name, List<T> values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null || (values.Count == 0 && AWSConfigs.InitializeCollections))
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            write(writer, value);
        writer.WriteEndArray();
    }
}
