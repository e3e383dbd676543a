using System.Text.Json;

namespace Amazon.Rekognition.Model.Internal;

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

    /// <summary>An empty list is written too, as in the official SDK, unless that made it itself.</summary>
    public static void Texts(this Utf8JsonWriter writer, string name, List<string> values)
    {
        if (values is null || (values.Count == 0 && AWSConfigs.InitializeCollections))
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    public static void Image(this Utf8JsonWriter writer, string name, Image image)
    {
        if (image is null)
            return;
        writer.WriteStartObject(name);
        if (image.Bytes is { } bytes)
            writer.WriteBase64String("Bytes", bytes.TryGetBuffer(out var buffer) ? buffer : bytes.ToArray());
        if (image.S3Object is { } source)
        {
            writer.WriteStartObject("S3Object");
            writer.Text("Bucket", source.Bucket);
            writer.Text("Name", source.Name);
            writer.Text("Version", source.Version);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
