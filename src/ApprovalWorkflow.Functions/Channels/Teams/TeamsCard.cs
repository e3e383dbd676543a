using System.Globalization;
using System.Text;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Teams;

/// <summary>
/// The cards of a request. What others wrote stands in runs of text, which know no Markdown, and its longer parts in a
/// box: no line of theirs can pass for ours.
/// </summary>
public static class TeamsCard
{
    /// <summary>
    /// Bytes. Teams takes about 28 KB, and wraps the message in its own format; senders report refusals from 21 KB on.
    /// </summary>
    /// <remarks>https://learn.microsoft.com/connectors/teams/#known-issues-and-limitations-with-actions</remarks>
    public const int SizeLimit = 20_000;

    /// <summary>Characters of each text at first; fewer if the message is too long.</summary>
    private const int TextLimit = 8_000;

    private const int MostComments = 10;

    /// <param name="websiteUrl">Without a slash at the end.</param>
    public static HttpPost Of(RequestNews news, Uri url, string websiteUrl)
    {
        var page = new RequestSummary(news.Request, websiteUrl).Url;
        for (var limit = TextLimit; ; limit /= 2)
        {
            var card = new AdaptiveCard(
                [.. new CardTexts(limit).Of(news)], [new CardAction(page, "Open the request")]);
            var text = JsonText.Of(json => JsonSerializer.Serialize(
                json, new TeamsMessage([new CardAttachment(card)]), FunctionsJson.Default.TeamsMessage));
            if (Encoding.UTF8.GetByteCount(text) <= SizeLimit)
                return new HttpPost(url, text, new Dictionary<string, string>());
        }
    }

    /// <param name="limit">Characters of each text.</param>
    private sealed class CardTexts(int limit)
    {
        public IEnumerable<CardElement> Of(RequestNews news) => news switch
        {
            { Request.Decision: { } decision } => Outcome(news.Request, decision),
            { Reminder: > 0 } => Reminder(news),
            _ => Asked(news.Request),
        };

        private IEnumerable<CardElement> Asked(ApprovalRequest request)
        {
            var asked = request.Asked;
            yield return Title("Approval required", "Accent");
            yield return Subject(request);
            if (asked.RequestedBy is { } requester) yield return Named("Requested by", requester);
            yield return Named("Approvers", string.Join(", ", asked.Approvers));
            if (asked.RequiredApprovals > 1) yield return Ours($"It takes {asked.RequiredApprovals} approvals.");
            yield return Deadline(request);
            if (asked.Url is { } url)
                yield return Runs(new CardRun(Foreign(url)) { SelectAction = new CardAction(url) });
            if (asked.Message is { } message) yield return Box("Message", message);
            if (asked.Details is { } details) yield return Box("Details", Readable(JsonText.Parse(details)));
        }

        private IEnumerable<CardElement> Reminder(RequestNews news)
        {
            var request = news.Request;
            yield return Title($"Reminder {news.Reminder} of {news.Reminders}", "Warning");
            yield return Subject(request);
            yield return Named(
                "No answer from",
                string.Join(", ", request.Asked.Approvers.Where(each => !request.Approvals.ContainsKey(each))));
            yield return Deadline(request);
        }

        private IEnumerable<CardElement> Outcome(ApprovalRequest request, Decision decision)
        {
            yield return decision.Status switch
            {
                ApprovalStatus.Approved => Title("Approved", "Good"),
                ApprovalStatus.Rejected => Title("Rejected", "Attention"),
                ApprovalStatus.Expired => Title("Expired", "Warning"),
                _ => Title("Withdrawn", "Warning"),
            };
            yield return Subject(request);
            yield return decision.DecidedBy == Decision.ByDeadline
                ? Ours("Nobody decided before the deadline.")
                : Named("By", decision.DecidedBy);
            yield return Ours($"At {Local(decision.DecidedAt)}");
            var comments = ApprovalResult.Of(request).Comments;
            foreach (var each in comments.Take(MostComments)) yield return Box(each.Approver, each.Comment);
            if (comments.Count > MostComments)
                yield return Ours($"{comments.Count - MostComments} more comments are on the request's page.");
            if (comments.Count == 0 && decision.Comment.Length > 0) yield return Box("Reason", decision.Comment);
        }

        private static CardElement Title(string text, string color) => Ours(text) with
        {
            Weight = "Bolder",
            Color = color,
        };

        private static CardElement Deadline(ApprovalRequest request) => Ours($"Expires {Local(request.ExpiresAt)}");

        private static CardElement Ours(string text) => new("TextBlock") { Text = text, Wrap = true };

        /// <summary>A time in the reader's time zone.</summary>
        /// <remarks>https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features</remarks>
        private static string Local(DateTimeOffset time)
        {
            var utc = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            return $"{{{{DATE({utc}, SHORT)}}}} at {{{{TIME({utc})}}}}";
        }

        private CardElement Subject(ApprovalRequest request) =>
            Runs(new CardRun(Foreign(request.Asked.Subject)) { Size = "Large", Weight = "Bolder" });

        private CardElement Named(string name, string text) =>
            Runs(new CardRun($"{name}: ") { IsSubtle = true }, new CardRun(Foreign(text)));

        /// <summary>Lines of others in a box, which begins with a name.</summary>
        private CardElement Box(string name, string text) => new("Container")
        {
            Style = "emphasis",
            Items =
            [
                Runs(new CardRun(Foreign(name)) { IsSubtle = true }),
                // A run shows no line ends. An empty one is not allowed.
                .. Foreign(text).Split('\n').Select(line => Runs(new CardRun(line.Length == 0 ? " " : line)) with
                {
                    Spacing = "None",
                }),
            ],
        };

        private static CardElement Runs(params CardRun[] runs) => new("RichTextBlock") { Inlines = runs };

        private static string Readable(JsonElement details) => details.ValueKind == JsonValueKind.Object
            ? string.Join('\n', details.EnumerateObject().Select(each => $"{each.Name}: {Value(each.Value)}"))
            : Value(details);

        private static string Value(JsonElement value) =>
            value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonText.Of(value.WriteTo);

        /// <summary>A card's function for times works in every text. A space of no width breaks its name.</summary>
        private string Foreign(string text) => ForeignText.Cut(
            ForeignText.Visible(text)
                .Replace("{{DATE(", "{{\u200BDATE(", StringComparison.Ordinal)
                .Replace("{{TIME(", "{{\u200BTIME(", StringComparison.Ordinal),
            limit);
    }
}
