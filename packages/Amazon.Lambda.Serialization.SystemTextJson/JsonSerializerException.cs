namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// An event that is not the JSON of the handler's input, or an output that cannot be written as JSON.
/// </summary>
public class JsonSerializerException : Exception
{
    /// <summary>An exception with a message.</summary>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and what caused it.</summary>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
