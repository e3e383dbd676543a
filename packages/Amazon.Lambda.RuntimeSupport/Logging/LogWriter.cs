using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Writes log records to standard output, each in one write, in the format and from the level that the function's
/// logging settings ask for. Lambda hands what it finds there to CloudWatch Logs.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html</remarks>
internal sealed class LogWriter
{
    private readonly Lock _lock = new();
    private readonly bool _json;
    private readonly LogLevel _least;
    private Stream? _output;
    private string? _requestId;
    private string? _traceId;

    public LogWriter()
    {
        _json = "JSON".Equals(
            Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT"), StringComparison.OrdinalIgnoreCase);
        _least = ParseLevel(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL")) ?? LogLevel.Information;
    }

    /// <summary>From here on, records belong to this invocation.</summary>
    public void Begin(string requestId, string? traceId)
    {
        _requestId = requestId;
        _traceId = traceId;
    }

    /// <summary>Writes an exception that the function did not handle.</summary>
    public void WriteUnhandled(Exception exception) => Write(nameof(LogLevel.Error), null, exception.ToString(), []);

    /// <summary>Writes one record, unless its level is below the least.</summary>
    public void Write(string? levelName, Exception? exception, string? template, object?[]? arguments)
    {
        var level = ParseLevel(levelName);
        if (level < _least)
            return;
        var record = new LogRecord(
            DateTime.UtcNow, level, levelName, _requestId, _traceId, template ?? "", arguments ?? [], exception);
        var bytes = _json ? JsonLogFormat.Format(record) : TextLogFormat.Format(record);
        lock (_lock)
        {
            // Not Console.Out, which costs milliseconds of start-up that a stream does not.
            _output ??= Console.OpenStandardOutput();
            _output.Write(bytes);
            _output.Flush();
        }
    }

    /// <summary>A level by the name that .NET or Lambda has for it; null for any other.</summary>
    private static LogLevel? ParseLevel(string? name) => name?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => null,
    };
}

/// <summary>What is to be logged.</summary>
internal readonly record struct LogRecord(
    DateTime Timestamp,
    LogLevel? Level,
    string? LevelName,
    string? RequestId,
    string? TraceId,
    string Template,
    object?[] Arguments,
    Exception? Exception);
