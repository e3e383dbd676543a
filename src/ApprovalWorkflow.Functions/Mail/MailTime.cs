using System.Globalization;

namespace ApprovalWorkflow.Functions.Mail;

/// <summary>Times in mails. A reader's time zone is unknown, so they are UTC.</summary>
public static class MailTime
{
    /// <summary>Such as "2026-11-20 10:02:00 UTC".</summary>
    public static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Such as "2026-11-20 10:02:00 UTC (in 60 minutes)".</summary>
    public static string Of(DateTimeOffset time, DateTimeOffset now)
    {
        var distance = Distance((time - now).Duration());
        return $"{Utc(time)} ({(time > now ? $"in {distance}" : $"{distance} ago")})";
    }

    /// <summary>In the units of the website's <c>base/time.ts</c>.</summary>
    private static string Distance(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 2 } => Count(time.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Count(time.TotalHours, "hour"),
        _ => Count(time.TotalDays, "day"),
    };

    private static string Count(double exact, string unit)
    {
        var whole = (int)Math.Round(exact);
        return whole == 1 ? $"1 {unit}" : $"{whole} {unit}s";
    }
}
