using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The logger of an invocation's context.</summary>
internal sealed class LambdaLogger(LogWriter writer) : ILambdaLogger
{
    public void Log(string message) => LogLine(message);

    public void LogLine(string message) => writer.Write(nameof(LogLevel.Information), null, message, []);

    public void Log(string level, string message) => writer.Write(level, null, message, []);

    public void Log(string level, string message, params object[] args) => writer.Write(level, null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) =>
        writer.Write(level, exception, message, args);
}
