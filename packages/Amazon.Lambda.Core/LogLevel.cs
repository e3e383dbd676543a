namespace Amazon.Lambda.Core;

/// <summary>How serious a log message is, from the least to the most.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html</remarks>
public enum LogLevel
{
    /// <summary>The finest detail; Lambda's <c>TRACE</c>.</summary>
    Trace = 0,

    /// <summary>For the developer; Lambda's <c>DEBUG</c>.</summary>
    Debug = 1,

    /// <summary>The normal course of things; Lambda's <c>INFO</c>.</summary>
    Information = 2,

    /// <summary>Unusual, yet the invocation goes on; Lambda's <c>WARN</c>.</summary>
    Warning = 3,

    /// <summary>The invocation failed; Lambda's <c>ERROR</c>.</summary>
    Error = 4,

    /// <summary>The function cannot go on at all; Lambda's <c>FATAL</c>.</summary>
    Critical = 5,
}
