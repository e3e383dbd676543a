using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace ApprovalWorkflow.Functions.Inputs;

public static partial class JsonText
{
    /// <summary>The text of what is written. Only what JSON needs is escaped: it is not for HTML.</summary>
    public static string Of(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = FunctionsJson.MaxDepth,
        };
        using (var writer = new Utf8JsonWriter(stream, options)) write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>
    /// A value for people: indented, and with the escapes that JSON needs, no more. The writer also escapes characters
    /// beyond the Basic Multilingual Plane, such as emoji, and some spaces.
    /// </summary>
    public static string Readable(JsonElement value) => Escape().Replace(Of(value.WriteTo, indented: true), escape =>
        escape.Groups[1].Success && (char)Convert.ToUInt16(escape.Groups[1].Value, 16) is >= ' ' and var character
            ? character.ToString()
            : escape.Value);

    /// <summary>The value of a text that is JSON.</summary>
    public static JsonElement Parse(string text) => JsonSerializer.Deserialize(text, FunctionsJson.Default.JsonElement);

    /// <summary>
    /// Why a value is not Unicode, or null. Half a surrogate pair, such as "\ud800", can be neither mailed nor shown.
    /// </summary>
    public static string? NotUnicode(JsonElement value)
    {
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            value.WriteTo(writer);
            return null;
        }
        catch (InvalidOperationException error)
        {
            return error.Message;
        }
    }

    [GeneratedRegex(@"\\(?:u([0-9A-Fa-f]{4})|.)")]
    private static partial Regex Escape();
}
