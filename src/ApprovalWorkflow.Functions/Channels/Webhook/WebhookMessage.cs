using System.Security.Cryptography;
using System.Text;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Channels.Webhook;

/// <summary>The body of a webhook; docs/webhooks.md is its schema.</summary>
/// <param name="Id">Names the message: the same each time it is sent.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Timestamp">When it happened (UTC).</param>
public sealed record WebhookBody(string Id, string Type, DateTimeOffset Timestamp, WebhookData Data);

/// <summary>What an event has as <c>detail</c>.</summary>
public sealed record WebhookData(RequestSummary Request, AnnouncedReminder? Reminder, ApprovalResult? Approval);

/// <summary>A message that is signed, so that its receiver knows who sent it.</summary>
/// <remarks>
/// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
/// </remarks>
public static class WebhookMessage
{
    /// <param name="websiteUrl">Without a slash at the end.</param>
    public static HttpPost Of(RequestNews news, WebhookSecret secret, string websiteUrl)
    {
        var request = news.Request;
        var id = $"{request.Id}-{news.Key}";
        var body = JsonText.Of(json => JsonSerializer.Serialize(
            json,
            new WebhookBody(
                id,
                news.Type,
                request.Decision?.DecidedAt
                    ?? (news.Reminder > 0 ? news.RemindedAt[news.Reminder - 1] : request.CreatedAt),
                new WebhookData(
                    new RequestSummary(request, websiteUrl),
                    news.Reminder > 0 ? new AnnouncedReminder(news.Reminder, news.Reminders) : null,
                    request.Decision is null ? null : ApprovalResult.Of(request))),
            FunctionsJson.Default.WebhookBody));
        // Receivers refuse what is old, so it is the time of this try.
        var sentAt = $"{news.At.ToUnixTimeSeconds()}";
        var signed = Encoding.UTF8.GetBytes($"{id}.{sentAt}.{body}");
        return new HttpPost(secret.Address, body, new Dictionary<string, string>
        {
            ["webhook-id"] = id,
            ["webhook-timestamp"] = sentAt,
            ["webhook-signature"] = string.Join(
                ' ', secret.Keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}")),
        });
    }
}
