using System.Text.Json;
using Amazon.Runtime.Bundled;

namespace Amazon.Rekognition.Model.Internal;

/// <summary>Writes what is to be looked at; what is null is left out.</summary>
internal static class ImageWriter
{
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
