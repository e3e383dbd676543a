using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Runtime.Bundled;

/// <summary>The body of a request: a JSON object.</summary>
internal static class JsonBody
{
    // Only what JSON demands is escaped: a text of many quotes and umlauts stays a third of the size.
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="write">Writes the members that are set.</param>
    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, _options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return body.WrittenSpan.ToArray();
    }
}
