using System.Globalization;
using System.Text.RegularExpressions;

namespace ApprovalWorkflow;

/// <summary>
/// ISO 8601 durations without months and years: these differ in length, and <c>P20M</c>, meant as twenty minutes, would
/// wait for twenty months.
/// </summary>
internal static partial class IsoDuration
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var match = Pattern().Match(text);
        if (!match.Success) return false;
        long Number(string unit) =>
            match.Groups[unit].Success ? long.Parse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture) : 0;
        duration = TimeSpan.FromDays((7 * Number("weeks")) + Number("days"))
            + TimeSpan.FromSeconds((3600 * Number("hours")) + (60 * Number("minutes")) + Number("seconds"));
        return true;
    }

    // Few digits, so the sum cannot overflow. Longer numbers exceed every limit anyway.
    [GeneratedRegex(
        @"^P(?=.*\d[WDHMS]$)((?<weeks>[0-9]{1,6})W)?((?<days>[0-9]{1,6})D)?" +
        @"(T(?=.)((?<hours>[0-9]{1,7})H)?((?<minutes>[0-9]{1,8})M)?((?<seconds>[0-9]{1,9})S)?)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
