namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event cannot be read as the handler's input, or an output cannot be written as JSON.</summary>
public class JsonSerializerException : Exception
{
    /// <summary>An exception with a message.</summary>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
