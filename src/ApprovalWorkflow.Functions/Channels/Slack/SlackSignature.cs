using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>Whether a call is Slack's own, and not one of earlier.</summary>
/// <remarks>https://docs.slack.dev/authentication/verifying-requests-from-slack</remarks>
public static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string Header = "X-Slack-Signature";

    private static readonly TimeSpan _longestAge = TimeSpan.FromMinutes(5);

    /// <param name="timestamp">Seconds since 1970, as the header has them.</param>
    public static bool IsRecent(string? timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) <= (decimal)_longestAge.TotalSeconds;

    /// <param name="body">As it was sent.</param>
    public static bool IsValid(string? signature, string timestamp, string body, string signingSecret)
    {
        var hash = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(signingSecret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        // The time that a comparison takes must not say how much of a signature is right.
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes($"v0={Convert.ToHexStringLower(hash)}"), Encoding.UTF8.GetBytes(signature ?? ""));
    }
}
