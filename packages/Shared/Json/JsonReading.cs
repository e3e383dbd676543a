using System.Text.Json;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Runtime.Bundled;

/// <summary>Reads the value of a member into its structure, if the structure has a member of that name.</summary>
internal delegate void ReadMember<T>(
    T structure, string member, JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader);

/// <summary>Reads a value.</summary>
internal delegate T ReadValue<T>(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader);

/// <summary>Reads JSON as the service sends it: members in any order, null for what is not there.</summary>
internal static class JsonReading
{
    /// <summary>What reads an answer, as the SDK's settings say.</summary>
    public static StreamingUtf8JsonReader Reader(JsonUnmarshallerContext context) =>
        new(context.Stream, AWSConfigs.StreamingUtf8JsonReaderBufferSize ?? 4096, context.JsonMaxDepth);

    /// <summary>A structure, or null; members that are not known are passed over.</summary>
    public static T Structure<T>(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader, ReadMember<T> read)
        where T : class, new()
    {
        if (!Enter(context, ref reader, JsonTokenType.StartObject))
            return null;
        var structure = new T();
        var depth = context.CurrentDepth;
        while (context.ReadAtDepth(depth, ref reader))
        {
            // Members of a member that is not known here come by too.
            if (context.CurrentTokenType == JsonTokenType.PropertyName && context.CurrentDepth == depth)
                read(structure, reader.GetString(), context, ref reader);
        }
        return structure;
    }

    /// <summary>A list, or null.</summary>
    public static List<T> List<T>(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader, ReadValue<T> read)
    {
        if (!Enter(context, ref reader, JsonTokenType.StartArray))
            return null;
        var items = new List<T>();
        while (!context.Peek(JsonTokenType.EndArray, ref reader))
            items.Add(read(context, ref reader));
        context.Read(ref reader);
        return items;
    }

    public static List<string> Texts(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        List(context, ref reader, Text);

    public static string Text(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        StringUnmarshaller.Instance.Unmarshall(context, ref reader);

    public static float? Number(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        NullableFloatUnmarshaller.Instance.Unmarshall(context, ref reader);

    /// <summary>Whether a value begins, as it should, and is not null.</summary>
    private static bool Enter(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader, JsonTokenType expected)
    {
        context.Read(ref reader);
        if (context.CurrentTokenType == JsonTokenType.Null)
            return false;
        return context.CurrentTokenType == expected
            ? true
            : throw new JsonException($"{context.CurrentTokenType} in the place of {expected}.");
    }
}
