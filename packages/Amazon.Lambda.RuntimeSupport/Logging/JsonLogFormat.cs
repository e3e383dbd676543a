using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// A record as one line of JSON: <c>timestamp</c>, <c>level</c>, <c>requestId</c>, <c>traceId</c>, <c>message</c>, a
/// property for each named argument that is not null, and <c>errorType</c>, <c>errorMessage</c> and <c>stackTrace</c>
/// for an exception.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html#dotnet-logging-structured</remarks>
internal static class JsonLogFormat
{
    public static ReadOnlySpan<byte> Format(in LogRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(
                "timestamp"u8, record.Timestamp.ToString(TextLogFormat.Timestamp, CultureInfo.InvariantCulture));
            writer.WriteString("level"u8, (record.Level ?? LogLevel.Information).ToString());
            if (!string.IsNullOrEmpty(record.RequestId))
                writer.WriteString("requestId"u8, record.RequestId);
            if (!string.IsNullOrEmpty(record.TraceId))
                writer.WriteString("traceId"u8, record.TraceId);
            writer.WriteString("message"u8, MessageTemplate.Fill(record.Template, record.Arguments));
            WriteArguments(writer, record);
            if (record.Exception is not null)
                WriteException(writer, record.Exception);
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static void WriteArguments(Utf8JsonWriter writer, in LogRecord record)
    {
        if (record.Arguments.Length == 0)
            return;
        foreach (var (placeholder, argument) in MessageTemplate.Arguments(record.Template, record.Arguments))
        {
            if (argument is null)
                continue;
            writer.WritePropertyName(placeholder.Name);
            WriteValue(writer, argument, placeholder.Format);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value, string? format)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case not null when format is not null: writer.WriteStringValue(MessageTemplate.Text(value, format)); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case string text: writer.WriteStringValue(text); break;
            case IDictionary map:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    writer.WritePropertyName(MessageTemplate.Text(entry.Key, null));
                    WriteValue(writer, entry.Value, format);
                }
                writer.WriteEndObject();
                break;
            case IList list and not byte[]:
                writer.WriteStartArray();
                foreach (var item in list)
                    WriteValue(writer, item, format);
                writer.WriteEndArray();
                break;
            default: writer.WriteStringValue(MessageTemplate.Text(value, null)); break;
        }
    }

    private static void WriteException(Utf8JsonWriter writer, Exception exception)
    {
        writer.WriteString("errorType"u8, exception.GetType().FullName);
        writer.WriteString("errorMessage"u8, exception.Message);
        writer.WriteStartArray("stackTrace"u8);
        foreach (var line in exception.ToString().AsSpan().EnumerateLines())
            writer.WriteStringValue(line.Trim());
        writer.WriteEndArray();
    }
}
