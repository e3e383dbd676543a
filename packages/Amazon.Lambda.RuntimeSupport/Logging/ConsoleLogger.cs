using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal enum LogLevel
{
    Trace,
    Debug,
    Information,
    Warning,
    Error,
    Critical,
}

/// <summary>
/// Writes log records to standard output, in the format and from the level of the function's logging settings. Lambda
/// sends the output to CloudWatch Logs.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html</remarks>
internal sealed class ConsoleLogger : ILambdaLogger
{
    private readonly bool _json = "JSON".Equals(
        Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT"), StringComparison.OrdinalIgnoreCase);

    private readonly LogLevel _least = Least(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"));

    /// <summary>The invocation to which the next records belong.</summary>
    public Invocation? Invocation { private get; set; }

    public void Log(string message) => Console.Write(message);

    public void LogLine(string message) => Log(nameof(LogLevel.Information), exception: null, message);

    public void Log(string level, string message) => Log(level, exception: null, message);

    public void Log(string level, string message, params object[] args) => Log(level, exception: null, message, args);

    public void Log(string level, Exception? exception, string message, params object[] args)
    {
        if (Enum.TryParse<LogLevel>(level, ignoreCase: true, out var known) && known < _least)
            return;
        var (text, properties) = MessageTemplate.Fill(message, args);
        Console.WriteLine(_json ? Json(known, text, properties, exception) : Text(known, text, exception));
    }

    /// <summary>Writes an exception that the function did not handle.</summary>
    public void LogUnhandled(Exception exception) => Log(nameof(LogLevel.Error), exception, "");

    /// <summary>Time, request id, level and message, separated by tabs, then the exception.</summary>
    private string Text(LogLevel level, string message, Exception? exception)
    {
        var label = level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
        var end = exception is null ? "" : message.Length > 0 ? $"\n{exception}" : $"{exception}";
        return $"{MessageTemplate.Text(DateTime.UtcNow)}\t{Invocation?.RequestId}\t{label}\t{message}{end}";
    }

    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html#dotnet-logging-structured</remarks>
    private string Json(
        LogLevel level, string message, List<MessageTemplate.Property> properties, Exception? exception)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp"u8, MessageTemplate.Text(DateTime.UtcNow));
            writer.WriteString("level"u8, level.ToString());
            if (Invocation is not null)
                writer.WriteString("requestId"u8, Invocation.RequestId);
            if (!string.IsNullOrEmpty(Invocation?.TraceId))
                writer.WriteString("traceId"u8, Invocation.TraceId);
            writer.WriteString("message"u8, message);
            foreach (var property in properties)
                property.Write(writer);
            if (exception is not null)
            {
                writer.WriteString("errorType"u8, exception.GetType().FullName);
                writer.WriteString("errorMessage"u8, exception.Message);
                writer.WriteStartArray("stackTrace"u8);
                foreach (var line in exception.ToString().AsSpan().EnumerateLines())
                    writer.WriteStringValue(line.Trim());
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The level with this Lambda name. Except for these two, Lambda's names are .NET's.</summary>
    private static LogLevel Least(string? name) => name?.ToUpperInvariant() switch
    {
        "WARN" => LogLevel.Warning,
        "FATAL" => LogLevel.Critical,
        _ => Enum.TryParse<LogLevel>(name, ignoreCase: true, out var level) ? level : LogLevel.Information,
    };
}
