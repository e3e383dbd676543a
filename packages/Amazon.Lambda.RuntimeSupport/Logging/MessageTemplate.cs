using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>A place in a message for an argument, as <c>{name}</c> or <c>{name:format}</c>.</summary>
internal readonly record struct Placeholder(string Name, string? Format, int Start, int End);

/// <summary>
/// Fills messages like <c>"request {id} took {elapsed:F1} ms"</c>: arguments go by position, or by number where every
/// name is one. A doubled brace is not a place; a place without an argument stays as it is written.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html#dotnet-logging-structured</remarks>
internal static class MessageTemplate
{
    public static string Fill(string template, object?[] arguments)
    {
        if (arguments.Length == 0)
            return template;
        var message = new StringBuilder(template.Length + 32);
        var position = 0;
        foreach (var (placeholder, argument) in Arguments(template, arguments))
        {
            message.Append(template, position, placeholder.Start - position);
            message.Append(
                argument is null ? template[placeholder.Start..placeholder.End] : Text(argument, placeholder.Format));
            position = placeholder.End;
        }
        return message.Append(template, position, template.Length - position).ToString();
    }

    /// <summary>The places that have an argument, in the order of the message.</summary>
    public static List<(Placeholder Placeholder, object? Argument)> Arguments(string template, object?[] arguments)
    {
        var placeholders = Parse(template);
        var numbered = placeholders.TrueForAll(static placeholder => Number(placeholder) is not null);
        var result = new List<(Placeholder, object?)>(placeholders.Count);
        for (var i = 0; i < placeholders.Count; i++)
        {
            var index = numbered ? Number(placeholders[i])!.Value : i;
            if (index < arguments.Length)
                result.Add((placeholders[i], arguments[index]));
        }
        return result;
    }

    /// <summary>
    /// An argument as text: times in ISO 8601 with milliseconds, all else as the invariant culture has it.
    /// </summary>
    public static string Text(object value, string? format) => value switch
    {
        DateTime time when format is null => time.ToString(TextLogFormat.Timestamp, CultureInfo.InvariantCulture),
        DateTimeOffset time when format is null => Text(time.UtcDateTime, null),
        IFormattable formattable => Format(formattable, format),
        _ => value.ToString() ?? "",
    };

    private static string Format(IFormattable value, string? format)
    {
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            // What is logged matters more than how.
            return value.ToString(null, CultureInfo.InvariantCulture);
        }
    }

    private static List<Placeholder> Parse(string template)
    {
        var placeholders = new List<Placeholder>();
        for (var start = template.IndexOf('{'); start >= 0; start = template.IndexOf('{', start))
        {
            if (start + 1 < template.Length && template[start + 1] == '{')
            {
                start += 2;
                continue;
            }
            var end = template.IndexOf('}', start);
            if (end < 0)
                break;
            var token = template.AsSpan(start + 1, end - start - 1);
            var colon = token.IndexOf(':');
            var name = (colon < 0 ? token : token[..colon]).Trim().TrimStart('@').ToString();
            var format = colon < 0 ? "" : token[(colon + 1)..].Trim().ToString();
            if (name.Length > 0)
                placeholders.Add(new(name, format.Length == 0 ? null : format, start, end + 1));
            start = end + 1;
        }
        return placeholders;
    }

    private static int? Number(Placeholder placeholder) =>
        int.TryParse(placeholder.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
