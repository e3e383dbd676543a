using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Fills messages such as <c>"request {id} took {elapsed:F1} ms"</c>. Arguments go by position, or by number if the
/// names are the numbers from 0. Doubled braces and placeholders without an argument stay unchanged.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-logging.html#dotnet-logging-structured</remarks>
internal static partial class MessageTemplate
{
    /// <summary>The filled message and the named arguments.</summary>
    public static (string Message, List<Property> Properties) Fill(string template, object[]? arguments)
    {
        var properties = new List<Property>();
        if (arguments is not { Length: > 0 })
            return (template, properties);
        var names = Places().Matches(template).Where(IsPlace).Select(Name).ToHashSet();
        var numbered = Enumerable.Range(0, names.Count).All(i => names.Contains($"{i}"));
        var next = 0;
        var message = Places().Replace(template, place =>
        {
            if (!IsPlace(place))
                return place.Value;
            var index = numbered ? int.Parse(Name(place), CultureInfo.InvariantCulture) : next++;
            if (arguments.ElementAtOrDefault(index) is not { } value)
                return place.Value;
            var format = place.Groups["format"].Value.Trim();
            properties.Add(new(Name(place), value, format));
            return value is IList or IDictionary ? place.Value : Text(value, format);
        });
        return (message, properties);
    }

    /// <summary>An argument as text: times in ISO 8601 with milliseconds, the rest in .NET's format.</summary>
    public static string Text(object value, string format = "")
    {
        if (format.Length == 0 && value is DateTime or DateTimeOffset)
            format = "yyyy-MM-ddTHH:mm:ss.fffZ";
        try
        {
            return string.Format(CultureInfo.InvariantCulture, $"{{0:{format}}}", value);
        }
        catch (FormatException)
        {
            // A wrong format must not lose the log record.
            return $"{value}";
        }
    }

    private static bool IsPlace(Match match) => match.Groups["name"].Success;

    private static string Name(Match place) => place.Groups["name"].Value.Trim();

    [GeneratedRegex(@"\{\{|\{@?(?<name>[^{}:@][^}:]*)(:(?<format>[^}]*))?\}")]
    private static partial Regex Places();

    /// <summary>An argument that a message names.</summary>
    internal readonly record struct Property(string Name, object Value, string Format)
    {
        /// <summary>Writes it as a member of a log record.</summary>
        public void Write(Utf8JsonWriter writer)
        {
            writer.WritePropertyName(Name);
            switch (Value)
            {
                case IDictionary map:
                    writer.WriteStartObject();
                    foreach (DictionaryEntry entry in map)
                    {
                        writer.WritePropertyName(Text(entry.Key));
                        Write(writer, entry.Value);
                    }
                    writer.WriteEndObject();
                    break;
                case IList list:
                    writer.WriteStartArray();
                    foreach (var item in list)
                        Write(writer, item);
                    writer.WriteEndArray();
                    break;
                default:
                    Write(writer, Value);
                    break;
            }
        }

        private void Write(Utf8JsonWriter writer, object? value)
        {
            switch (value)
            {
                case null: writer.WriteNullValue(); break;
                case var _ when Format.Length > 0: writer.WriteStringValue(Text(value, Format)); break;
                case bool flag: writer.WriteBooleanValue(flag); break;
                case int number: writer.WriteNumberValue(number); break;
                case long number: writer.WriteNumberValue(number); break;
                case double number: writer.WriteNumberValue(number); break;
                case decimal number: writer.WriteNumberValue(number); break;
                default: writer.WriteStringValue(Text(value)); break;
            }
        }
    }
}
