using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Formats an exception for Lambda's callers and for X-Ray.</summary>
internal static class ErrorReport
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>
    /// <c>errorType</c>, <c>errorMessage</c>, <c>stackTrace</c>, and inner exceptions as <c>cause</c> (<c>causes</c>
    /// for an <see cref="AggregateException"/>). The type is the name without its namespace. Step Functions matches it
    /// in Retry and Catch.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-exceptions.html</remarks>
    public static byte[] Json(Exception exception) => Json(exception, MaxBytes);

    /// <summary>
    /// The cause that X-Ray shows: <c>working_directory</c>, <c>exceptions</c> and the <c>paths</c> of their stacks.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
    /// </remarks>
    public static string XRayCause(Exception exception)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        return Encoding.UTF8.GetString(Write(writer =>
        {
            writer.WriteString("working_directory"u8, Environment.CurrentDirectory);
            writer.WriteStartArray("exceptions"u8);
            writer.WriteStartObject();
            writer.WriteString("type"u8, exception.GetType().Name);
            writer.WriteString("message"u8, exception.Message.Trim());
            writer.WriteStartArray("stack"u8);
            foreach (var frame in frames)
            {
                writer.WriteStartObject();
                if (frame.GetFileName() is { } path)
                {
                    writer.WriteString("path"u8, path);
                    writer.WriteNumber("line"u8, frame.GetFileLineNumber());
                }
                if (DiagnosticMethodInfo.Create(frame) is { } method)
                    writer.WriteString("label"u8, $"{method.DeclaringTypeName?.Split('.', '+')[^1]}.{method.Name}");
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartArray("paths"u8);
            foreach (var path in frames.Select(frame => frame.GetFileName()).OfType<string>().Distinct())
                writer.WriteStringValue(path);
            writer.WriteEndArray();
        }));
    }

    private static byte[] Json(Exception exception, int room)
    {
        var json = Write(writer =>
        {
            writer.WriteString("errorType"u8, exception.GetType().Name);
            writer.WriteString("errorMessage"u8, exception.Message.Trim());
            if (exception.StackTrace is { Length: > 0 } stackTrace)
            {
                writer.WriteStartArray("stackTrace"u8);
                foreach (var line in stackTrace.AsSpan().EnumerateLines())
                    writer.WriteStringValue(line.Trim());
                writer.WriteEndArray();
            }
            if (exception.InnerException is { } inner)
            {
                writer.WritePropertyName("cause"u8);
                writer.WriteRawValue(Json(inner, Left(writer)));
            }
            if (exception is AggregateException aggregate)
            {
                writer.WriteStartArray("causes"u8);
                foreach (var each in aggregate.InnerExceptions)
                    writer.WriteRawValue(Json(each, Left(writer)));
                writer.WriteEndArray();
            }
        });
        // An exception that is too long is replaced, but the exceptions around it stay.
        return json.Length < room
            ? json
            : """{"errorMessage":"Longer than the 256 KB that Lambda takes."}"""u8.ToArray();

        int Left(Utf8JsonWriter writer) => room - (int)(writer.BytesCommitted + writer.BytesPending);
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
