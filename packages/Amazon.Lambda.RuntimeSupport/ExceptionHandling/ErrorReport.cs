using System.Buffers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// An exception as Lambda's callers see it: <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>, and the
/// exceptions inside as <c>cause</c> (<c>causes</c>, for an <see cref="AggregateException"/>). The type is the name
/// without its namespace; Step Functions matches it in Retry and Catch.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-exceptions.html</remarks>
internal static class ErrorReport
{
    private const int MaxBytes = 256 * 1024;
    private const int MaxDepth = 16;

    public static byte[] Json(Exception exception)
    {
        var json = Write(exception, MaxDepth);
        // What does not fit loses first the exceptions inside it, then its own text.
        if (json.Length > MaxBytes)
            json = Write(exception, depth: 1);
        return json.Length <= MaxBytes ? json : Oversized(exception);
    }

    private static byte[] Write(Exception exception, int depth)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, exception, depth);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception exception, int depth)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType"u8, exception.GetType().Name);
        writer.WriteString("errorMessage"u8, exception.Message);
        if (exception.StackTrace is { } stackTrace)
        {
            writer.WriteStartArray("stackTrace"u8);
            foreach (var line in stackTrace.AsSpan().EnumerateLines())
                writer.WriteStringValue(line.Trim());
            writer.WriteEndArray();
        }
        if (depth > 1 && exception.InnerException is { } inner)
        {
            writer.WritePropertyName("cause"u8);
            Write(writer, inner, depth - 1);
        }
        if (depth > 1 && exception is AggregateException aggregate)
        {
            writer.WriteStartArray("causes"u8);
            foreach (var each in aggregate.InnerExceptions)
                Write(writer, each, depth - 1);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static byte[] Oversized(Exception exception)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType"u8, exception.GetType().Name);
            writer.WriteString("errorMessage"u8, "Exception exceeded maximum payload size of 256KB."u8);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
