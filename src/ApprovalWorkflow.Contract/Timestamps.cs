using System.Globalization;

namespace ApprovalWorkflow.Contract;

/// <summary>
/// Times as text: ISO 8601, UTC, always to the millisecond, so that texts sort and compare as the times do.
/// </summary>
internal static class Timestamps
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string From(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The time of a text in <see cref="Format"/>, or in another form of ISO 8601.</summary>
    /// <exception cref="FormatException">The text is not a time.</exception>
    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
