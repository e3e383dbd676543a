using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Amazon.RDSDataService.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A value of the database as JSON. Numbers keep all digits, also trailing zeros.</summary>
internal static partial class Cell
{
    private static readonly string[] _numbers = ["DECIMAL", "NUMERIC", "BIGINT"];

    /// <param name="typeName">The Data API's name for the column's type.</param>
    public static void Write(Utf8JsonWriter json, Field field, string? typeName)
    {
        if (field.IsNull == true) json.WriteNullValue();
        else if (field.StringValue is { } digits && IsNumber(typeName) && Plain().IsMatch(digits))
            json.WriteRawValue(digits);
        else if (field.StringValue is { } text) json.WriteStringValue(Unicode(text));
        else if (field.LongValue is { } whole) json.WriteNumberValue(whole);
        else if (field.DoubleValue is { } number && double.IsFinite(number)) json.WriteNumberValue(number);
        else if (field.DoubleValue is { } odd) json.WriteStringValue(odd.ToString(CultureInfo.InvariantCulture));
        else if (field.BooleanValue is { } flag) json.WriteBooleanValue(flag);
        else if (field.BlobValue is { } bits && typeName == "BIT")
            json.WriteRawValue($"{new BigInteger(bits.ToArray(), isUnsigned: true, isBigEndian: true)}");
        else if (field.BlobValue is { } blob) json.WriteStringValue($"({blob.Length} bytes)");
        else json.WriteNullValue();
    }

    /// <summary>The Data API returns numbers as text if a double or 64 bits would lose digits.</summary>
    private static bool IsNumber(string? typeName) => typeName is not null
        && _numbers.Any(type => typeName.StartsWith(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>Half a surrogate pair is not Unicode, so it is not valid JSON.</summary>
    private static string Unicode(string text) =>
        text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes()) : text;

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?\z")]
    private static partial Regex Plain();
}
