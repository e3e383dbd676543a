using System.Globalization;
using System.Text;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>A record as text: time, request id, level and message with tabs between, then the exception.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html</remarks>
internal static class TextLogFormat
{
    public const string Timestamp = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static byte[] Format(in LogRecord record)
    {
        var text = new StringBuilder()
            .Append(record.Timestamp.ToString(Timestamp, CultureInfo.InvariantCulture))
            .Append('\t').Append(record.RequestId)
            .Append('\t').Append(Label(record))
            .Append('\t').Append(MessageTemplate.Fill(record.Template, record.Arguments))
            .Append('\n');
        if (record.Exception is not null)
            text.Append(record.Exception).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? Label(in LogRecord record) => record.Level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => record.LevelName,
    };
}
