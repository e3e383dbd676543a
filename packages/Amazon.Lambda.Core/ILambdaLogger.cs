namespace Amazon.Lambda.Core;

/// <summary>
/// The function's log. A message is a template: each <c>{name}</c> in it takes the argument at its place, and with
/// JSON logging the argument also becomes a property of that name in the log record.
/// </summary>
/// <remarks>
/// <c>AWS_LAMBDA_LOG_LEVEL</c> is the least level that is written (Information where it is not set).
/// https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html
/// </remarks>
public interface ILambdaLogger
{
    /// <summary>Writes a message.</summary>
    void Log(string message);

    /// <summary>Writes a message as a line.</summary>
    void LogLine(string message);

    /// <summary>Writes a message at a level given by its name.</summary>
    void Log(string level, string message) => Log(message);

    /// <summary>Writes a message at a level given by its name.</summary>
    void Log(string level, string message, params object[] args) => Log(level, message);

    /// <summary>Writes a message and an exception at a level given by its name.</summary>
    void Log(string level, Exception exception, string message, params object[] args)
    {
        Log(level, message, args);
        Log(level, exception.ToString());
    }

    /// <summary>Writes a message.</summary>
    void Log(LogLevel level, string message, params object[] args) => Log(level.ToString(), message, args);

    /// <summary>Writes a message and an exception.</summary>
    void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        Log(level.ToString(), exception, message, args);

    /// <summary>Writes a message at <see cref="LogLevel.Debug"/>.</summary>
    void LogDebug(string message, params object[] args) => Log(LogLevel.Debug, message, args);

    /// <summary>Writes a message at <see cref="LogLevel.Information"/>.</summary>
    void LogInformation(string message, params object[] args) => Log(LogLevel.Information, message, args);

    /// <summary>Writes a message at <see cref="LogLevel.Warning"/>.</summary>
    void LogWarning(string message, params object[] args) => Log(LogLevel.Warning, message, args);

    /// <summary>Writes a message and an exception at <see cref="LogLevel.Warning"/>.</summary>
    void LogWarning(Exception exception, string message, params object[] args) =>
        Log(LogLevel.Warning, exception, message, args);

    /// <summary>Writes a message at <see cref="LogLevel.Error"/>.</summary>
    void LogError(string message, params object[] args) => Log(LogLevel.Error, message, args);

    /// <summary>Writes a message and an exception at <see cref="LogLevel.Error"/>.</summary>
    void LogError(Exception exception, string message, params object[] args) =>
        Log(LogLevel.Error, exception, message, args);
}
