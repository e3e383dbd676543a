using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception as X-Ray shows it in a trace; ASCII in one line, for it travels as a header.</summary>
/// <remarks>https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors</remarks>
internal static class XRayCause
{
    public static string Json(Exception exception)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
            writer.WriteStartObject();
            writer.WriteString("working_directory"u8, Environment.CurrentDirectory);
            writer.WriteStartArray("exceptions"u8);
            writer.WriteStartObject();
            writer.WriteString("type"u8, exception.GetType().Name);
            writer.WriteString("message"u8, exception.Message);
            WriteStack(writer, frames);
            writer.WriteEndObject();
            writer.WriteEndArray();
            WritePaths(writer, frames);
            writer.WriteEndObject();
        }
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }

    private static void WriteStack(Utf8JsonWriter writer, StackFrame[] frames)
    {
        writer.WriteStartArray("stack"u8);
        foreach (var frame in frames)
        {
            writer.WriteStartObject();
            if (frame.GetFileName() is { } path)
            {
                writer.WriteString("path"u8, path);
                writer.WriteNumber("line"u8, frame.GetFileLineNumber());
            }
            writer.WriteString("label"u8, DiagnosticMethodInfo.Create(frame)?.Name);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WritePaths(Utf8JsonWriter writer, StackFrame[] frames)
    {
        var paths = new HashSet<string>();
        writer.WriteStartArray("paths"u8);
        foreach (var frame in frames)
        {
            if (frame.GetFileName() is { } path && paths.Add(path))
                writer.WriteStringValue(path);
        }
        writer.WriteEndArray();
    }
}
