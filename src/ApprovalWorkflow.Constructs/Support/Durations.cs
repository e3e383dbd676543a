using System.Globalization;

namespace ApprovalWorkflow;

/// <summary>Times in the form of the functions' environment variables.</summary>
internal static class Durations
{
    public static string InSeconds(this TimeSpan time) =>
        ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
