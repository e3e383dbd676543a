namespace Amazon.Runtime.StandIn;

/// <summary>Reads the value of a member into its structure, if the structure has a member of that name.</summary>
internal delegate void ReadMember<T>(
    T structure, string member, JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader);

/// <summary>Reads a value.</summary>
internal delegate T ReadValue<T>(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader);

/// <summary>Helpers for generated readers and writers of JSON.</summary>
internal static class Json
{
    /// <summary>An empty collection is sent only if the caller made it, not the SDK.</summary>
    public static bool IsSent<T>(IReadOnlyCollection<T> collection) =>
        collection.Count > 0 || !AWSConfigs.InitializeCollections;

    /// <summary>Writes a number. NaN and infinities, which JSON lacks, are written as text.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (StringUtils.IsSpecialDoubleValue(value))
            writer.WriteStringValue(StringUtils.FromSpecialDoubleValue(value));
        else
            writer.WriteNumberValue(value);
    }

    /// <inheritdoc cref="WriteNumber(Utf8JsonWriter, double)"/>
    public static void WriteNumber(Utf8JsonWriter writer, float value)
    {
        if (StringUtils.IsSpecialFloatValue(value))
            writer.WriteStringValue(StringUtils.FromSpecialFloatValue(value));
        else
            writer.WriteNumberValue(value);
    }

    public static StreamingUtf8JsonReader ReaderOf(JsonUnmarshallerContext context) =>
        new(context.Stream, AWSConfigs.StreamingUtf8JsonReaderBufferSize ?? 4096, context.JsonMaxDepth);

    public static void ReadBody<T>(JsonUnmarshallerContext context, T structure, ReadMember<T> read)
    {
        var reader = ReaderOf(context);
        context.Read(ref reader);
        Members(context, ref reader, structure, read);
    }

    public static T Structure<T>(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader, ReadMember<T> read)
        where T : class, new()
    {
        context.Read(ref reader);
        if (context.CurrentTokenType == JsonTokenType.Null)
            return null;
        var structure = new T();
        Members(context, ref reader, structure, read);
        return structure;
    }

    public static List<T> List<T>(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader, ReadValue<T> read)
    {
        context.Read(ref reader);
        if (context.CurrentTokenType == JsonTokenType.Null)
            return null;
        var items = new List<T>();
        while (!context.Peek(JsonTokenType.EndArray, ref reader))
            items.Add(read(context, ref reader));
        context.Read(ref reader);
        return items;
    }

    public static Dictionary<string, T> Map<T>(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader, ReadValue<T> read)
    {
        context.Read(ref reader);
        if (context.CurrentTokenType == JsonTokenType.Null)
            return null;
        var entries = new Dictionary<string, T>();
        while (!context.Peek(JsonTokenType.EndObject, ref reader))
        {
            var key = StringUnmarshaller.Instance.Unmarshall(context, ref reader);
            entries[key] = read(context, ref reader);
        }
        context.Read(ref reader);
        return entries;
    }

    /// <summary>Adds the error's further members from the answer's body.</summary>
    public static T Detailed<T>(T error, JsonUnmarshallerContext context, ReadMember<T> read)
        where T : AmazonServiceException
    {
        using var body = new MemoryStream(context.GetResponseBodyBytes());
        using var copy = new JsonUnmarshallerContext(body, false, context.ResponseData, true);
        ReadBody(copy, error, read);
        return error;
    }

    private static void Members<T>(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader, T structure, ReadMember<T> read)
    {
        var depth = context.CurrentDepth;
        while (context.ReadAtDepth(depth, ref reader))
        {
            // An unknown member's own members also arrive here, at a greater depth.
            if (context.CurrentTokenType == JsonTokenType.PropertyName && context.CurrentDepth == depth)
                read(structure, reader.GetString(), context, ref reader);
        }
    }
}
