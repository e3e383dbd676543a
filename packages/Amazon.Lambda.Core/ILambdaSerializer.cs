namespace Amazon.Lambda.Core;

/// <summary>Turns an event's JSON into the handler's input, and the handler's output into JSON.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html</remarks>
public interface ILambdaSerializer
{
    /// <summary>Reads one value from the whole of a stream.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes one value to a stream, from where the stream stands.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
