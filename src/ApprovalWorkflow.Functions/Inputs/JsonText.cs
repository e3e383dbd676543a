using System.Text;

namespace ApprovalWorkflow.Functions.Inputs;

public static class JsonText
{
    /// <summary>Characters times levels of nesting: no less than the characters that indents make.</summary>
    private const long MostIndented = 8_000_000;

    /// <summary>The text of what is written. Only what JSON needs is escaped: it is not for HTML.</summary>
    public static string Of(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = indented,
            Encoder = PlainJsonEncoder.Instance,
            MaxDepth = FunctionsJson.MaxDepth,
        };
        using (var writer = new Utf8JsonWriter(stream, options)) write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A text that is JSON, as <see cref="Readable(JsonElement)"/>.</summary>
    public static string Readable(string json) => Readable(Parse(json));

    /// <summary>
    /// The value with a line for each part. A long one that is nested deeply stays as it is: its indents would take
    /// more memory than a function has.
    /// </summary>
    public static string Readable(JsonElement value) =>
        Of(value.WriteTo, indented: (long)value.GetRawText().Length * Depth(value) <= MostIndented);

    /// <summary>The value of a text that is JSON.</summary>
    public static JsonElement Parse(string text) => JsonSerializer.Deserialize(text, FunctionsJson.Default.JsonElement);

    /// <summary>The deepest nesting of lists and objects.</summary>
    public static int Depth(JsonElement value)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(value.GetRawText()), new JsonReaderOptions { MaxDepth = FunctionsJson.MaxDepth });
        var deepest = 0;
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                deepest = Math.Max(deepest, reader.CurrentDepth + 1);
        return deepest;
    }

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
}
