using System.Text.Json.Nodes;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>The words of the messages. A message has at most 50 blocks, and a block 3,000 characters.</summary>
/// <remarks>https://docs.slack.dev/reference/block-kit/blocks</remarks>
/// <param name="Text">What notifications show.</param>
public sealed record SlackMessage(string Text, IReadOnlyList<JsonNode> Blocks)
{
    /// <summary>The id of the button that only opens a page.</summary>
    public const string Open = "open";

    private const int SubjectLimit = 1000;

    /// <summary>Characters of a text in a block. With several, Slack takes a message that is not much longer.</summary>
    private const int TextLimit = 1500;

    private const int MostComments = 5;

    private const int OutcomeLimit = 1000;

    /// <summary>The question, with buttons.</summary>
    /// <param name="approver">Whom alone it asks; null for a channel.</param>
    /// <param name="url">The request's page.</param>
    public static SlackMessage Asked(RequestNews news, string? approver, string url)
    {
        var (request, asked) = (news.Request, news.Request.Asked);
        var ownRequest = approver is not null && request.IsRequestedBy(approver);
        List<JsonNode> blocks =
        [
            RichText.Line(RichText.Text(
                ownRequest
                    ? "You asked for this approval yourself, so somebody else must give it. You can only reject it:"
                    : $"A process waits for {(approver is null ? "a" : "your")} decision:",
                bold: true)),
            RichText.Quote(asked.Subject, SubjectLimit),
        ];
        if (asked.Url is { } about) blocks.Add(RichText.Line(RichText.Link(about)));
        AddPart(blocks, "Requested by", asked.RequestedBy, RichText.Quote);
        AddPart(blocks, "Message", asked.Message, RichText.Quote);
        AddPart(blocks, "Details", asked.Details is { } details ? JsonText.Readable(details) : null, RichText.Code);
        if (approver is null)
            AddPart(blocks, "Who can decide", string.Join(", ", asked.Approvers), RichText.Quote);
        if (asked.RequiredApprovals > 1)
            blocks.Add(RichText.Line(RichText.Text(
                $"It takes {asked.RequiredApprovals} approvals; {request.Approvals.Count} so far. "
                + "One rejection rejects it.")));
        blocks.Add(RichText.Line(RichText.Text("The request expires: "), RichText.Time(request.ExpiresAt)));
        blocks.Add(new JsonObject { ["type"] = "actions", ["elements"] = Buttons(request.Id, !ownRequest, url) });
        return new SlackMessage($"Approval wanted: {ShownSubject(asked)}", blocks);
    }

    /// <summary>A reminder below the question.</summary>
    /// <param name="userId">Who is reminded, and so notified; null for a channel.</param>
    public static SlackMessage Reminded(RequestNews news, string? userId)
    {
        var text = $"Reminder {news.Reminder} of {news.Reminders}: this request still waits for "
            + $"{(userId is null ? "a" : "your")} decision.";
        JsonNode[] words = [RichText.Text($"{text} It expires: "), RichText.Time(news.Request.ExpiresAt)];
        return new SlackMessage(
            $"{text} {ShownSubject(news.Request.Asked)}",
            [RichText.Line(userId is null ? words : [RichText.Mention(userId), RichText.Text(" "), .. words])]);
    }

    /// <summary>What the question becomes at the request's end. As in old mails, what was asked is gone.</summary>
    public static SlackMessage Ended(ApprovalRequest request, string url)
    {
        var (asked, decision) = (request.Asked, request.Decision!);
        var (emoji, outcome) = decision.Status switch
        {
            ApprovalStatus.Approved => ("white_check_mark", $"Approved by {decision.DecidedBy}"),
            ApprovalStatus.Rejected => ("no_entry", $"Rejected by {decision.DecidedBy}"),
            ApprovalStatus.Expired => ("hourglass", "Expired: nobody decided in time"),
            _ => ("wastebasket", "Withdrawn: the process that asked has ended"),
        };
        outcome = ForeignText.Cut(outcome, OutcomeLimit);
        List<JsonNode> blocks =
        [
            RichText.Line(
                RichText.Emoji(emoji),
                RichText.Text($" {outcome}, ", bold: true),
                RichText.Time(decision.DecidedAt)),
            RichText.Quote(asked.Subject, SubjectLimit),
        ];
        var comments = JsonSerializer.Deserialize(
            decision.Comments, FunctionsJson.Default.IReadOnlyListWrittenComment)!;
        foreach (var comment in comments.TakeLast(MostComments))
            AddPart(blocks, $"{comment.Approver} wrote", comment.Comment, RichText.Quote);
        blocks.Add(RichText.Line(RichText.Link(url, "Open the request")));
        return new SlackMessage($"{outcome}: {ShownSubject(asked)}", blocks);
    }

    /// <summary>The body of a call that writes it.</summary>
    public JsonObject To(string channel) => new()
    {
        ["channel"] = channel,
        ["text"] = Text,
        ["blocks"] = new JsonArray([.. Blocks.Select(block => block.DeepClone())]),
    };

    /// <summary>Text for what is not parsed: notifications and the pages of screen readers.</summary>
    private static string ShownSubject(ApprovalInput asked) => RichText.Escaped(asked.Subject, SubjectLimit);

    private static JsonArray Buttons(string id, bool canApprove, string url) => new(
    [
        .. canApprove
            ? [Button(Decisions.Approve, "Approve", ("value", id), ("style", "primary"))]
            : Array.Empty<JsonNode>(),
        Button(Decisions.Reject, "Reject", ("value", id), ("style", "danger")),
        Button(Open, "Open", ("url", url)),
    ]);

    private static JsonObject Button(string action, string text, params (string Name, string Value)[] more)
    {
        var button = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = action,
            ["text"] = RichText.Plain(text, 75),
        };
        foreach (var (name, value) in more) button[name] = value;
        return button;
    }

    private static void AddPart(List<JsonNode> blocks, string title, string? text, Func<string, int, JsonObject> frame)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        blocks.Add(RichText.Line(RichText.Text($"{title}:", bold: true)));
        blocks.Add(frame(text, TextLimit));
        if (text.Length > TextLimit)
            blocks.Add(RichText.Line(RichText.Text($"Open shows the rest of {text.Length} characters.")));
    }
}
