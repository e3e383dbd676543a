namespace Amazon.Lambda.Core;

/// <summary>Converts an event's JSON to the handler's input, and the handler's output to JSON.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html</remarks>
public interface ILambdaSerializer
{
    /// <summary>Reads a whole stream as one value.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes one value to a stream, at its current position.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
