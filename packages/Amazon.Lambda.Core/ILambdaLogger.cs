namespace Amazon.Lambda.Core;

/// <summary>
/// The function's log. A message is a template: the arguments replace its <c>{name}</c> placeholders in order. With
/// JSON logging, each argument also becomes a property of that name in the log record.
/// </summary>
/// <remarks>
/// <c>AWS_LAMBDA_LOG_LEVEL</c> is the lowest level that is written; the default is Information.
/// https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html
/// </remarks>
public interface ILambdaLogger
{
    /// <summary>Writes a message unchanged, without a line break.</summary>
    void Log(string message);

    /// <summary>Writes a message as a line.</summary>
    void LogLine(string message);

    /// <summary>Writes a message at a level given by its name.</summary>
    void Log(string level, string message) => LogLine(message);

    /// <inheritdoc cref="Log(string, string)"/>
    void Log(string level, string message, params object[] args) => Log(level, message);

    /// <summary>Writes a message and an exception at a level given by its name.</summary>
    void Log(string level, Exception exception, string message, params object[] args)
    {
        Log(level, message, args);
        Log(level, exception.ToString());
    }

    /// <summary>Writes a message for the developer.</summary>
    void LogDebug(string message) => Log("Debug", message);

    /// <inheritdoc cref="LogDebug(string)"/>
    void LogDebug(string message, params object[] args) => Log("Debug", message, args);

    /// <summary>Writes a message about normal operation.</summary>
    void LogInformation(string message) => Log("Information", message);

    /// <inheritdoc cref="LogInformation(string)"/>
    void LogInformation(string message, params object[] args) => Log("Information", message, args);

    /// <summary>Writes a message about something unusual that does not fail the invocation.</summary>
    void LogWarning(string message) => Log("Warning", message);

    /// <inheritdoc cref="LogWarning(string)"/>
    void LogWarning(string message, params object[] args) => Log("Warning", message, args);

    /// <inheritdoc cref="LogWarning(string)"/>
    void LogWarning(Exception exception, string message, params object[] args) =>
        Log("Warning", exception, message, args);

    /// <summary>Writes a message about a failure.</summary>
    void LogError(string message) => Log("Error", message);

    /// <inheritdoc cref="LogError(string)"/>
    void LogError(string message, params object[] args) => Log("Error", message, args);

    /// <inheritdoc cref="LogError(string)"/>
    void LogError(Exception exception, string message, params object[] args) => Log("Error", exception, message, args);
}
