using System.Globalization;

namespace ApprovalWorkflow.Support;

/// <summary>Times as the environment variables of functions have them.</summary>
internal static class Durations
{
    public static string InSeconds(this TimeSpan time) =>
        ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
