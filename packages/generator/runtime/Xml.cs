namespace Amazon.Runtime.StandIn;

/// <summary>Reads the current element if it is a member of the structure at this depth.</summary>
internal delegate void ReadElement<T>(T structure, XmlUnmarshallerContext context, int depth);

/// <summary>Helpers for generated readers of XML.</summary>
internal static class Xml
{
    public static T Structure<T>(XmlUnmarshallerContext context, ReadElement<T> read)
        where T : new()
    {
        var structure = new T();
        Members(context, structure, read);
        return structure;
    }

    public static void Members<T>(XmlUnmarshallerContext context, T structure, ReadElement<T> read)
    {
        var depth = context.CurrentDepth;
        while (context.ReadAtDepth(depth))
        {
            if (context.IsStartElement || context.IsAttribute)
                read(structure, context, depth + 1);
        }
    }

    public static void AddEntry<T>(
        Dictionary<string, T> map,
        XmlUnmarshallerContext context,
        string keyName,
        string valueName,
        Func<XmlUnmarshallerContext, T> read)
    {
        string key = null;
        T value = default;
        var depth = context.CurrentDepth;
        while (context.ReadAtDepth(depth))
        {
            if (context.TestExpression(keyName, depth + 1))
                key = StringUnmarshaller.Instance.Unmarshall(context);
            else if (context.TestExpression(valueName, depth + 1))
                value = read(context);
        }
        map[key] = value;
    }

    /// <summary>Adds the error's further members from the answer's body.</summary>
    public static T Detailed<T>(T error, XmlUnmarshallerContext context, ReadElement<T> read)
        where T : AmazonServiceException
    {
        using var body = new MemoryStream(context.GetResponseBodyBytes());
        using var copy = new XmlUnmarshallerContext(body, false, context.ResponseData);
        while (copy.Read())
        {
            if (copy.IsStartElement && copy.TestExpression("Error"))
                Members(copy, error, read);
        }
        return error;
    }
}
