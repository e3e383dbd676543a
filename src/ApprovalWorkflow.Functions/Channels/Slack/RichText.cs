using System.Text.Json.Nodes;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>
/// Blocks of Slack's Block Kit. What others wrote stands in elements that Slack does not parse, and in a frame: so it
/// mentions nobody, and cannot pass for ours.
/// </summary>
/// <remarks>
/// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block,
/// https://docs.slack.dev/messaging/formatting-message-text
/// </remarks>
public static class RichText
{
    public static JsonObject Line(params JsonNode[] elements) => Block("rich_text_section", elements);

    /// <summary>What others wrote.</summary>
    /// <param name="limit">Characters; what is longer is cut.</param>
    public static JsonObject Quote(string text, int limit) => Block("rich_text_quote", [Foreign(text, limit)]);

    /// <inheritdoc cref="Quote"/>
    public static JsonObject Code(string text, int limit) => Block("rich_text_preformatted", [Foreign(text, limit)]);

    public static JsonObject Text(string text, bool bold = false)
    {
        var element = new JsonObject { ["type"] = "text", ["text"] = text };
        if (bold) element["style"] = new JsonObject { ["bold"] = true };
        return element;
    }

    /// <param name="text">What the link is called; null for its address.</param>
    public static JsonObject Link(string url, string? text = null) =>
        new() { ["type"] = "link", ["url"] = url, ["text"] = text ?? url };

    /// <summary>A time, which each reader sees in their own time zone.</summary>
    public static JsonObject Time(DateTimeOffset time) => new()
    {
        ["type"] = "date",
        ["timestamp"] = time.ToUnixTimeSeconds(),
        ["format"] = "{date_long_pretty} at {time}",
        ["fallback"] = MailTime.Utc(time),
    };

    public static JsonObject Mention(string userId) => new() { ["type"] = "user", ["user_id"] = userId };

    public static JsonObject Emoji(string name) => new() { ["type"] = "emoji", ["name"] = name };

    /// <summary>Text of an element that has no others, such as a button's or a label's.</summary>
    /// <param name="limit">Characters; what is longer is cut.</param>
    public static JsonObject Plain(string text, int limit) =>
        new() { ["type"] = "plain_text", ["text"] = Escaped(text, limit), ["emoji"] = false };

    /// <summary>Text in which Slack finds no mention and no link.</summary>
    public static string Escaped(string text, int limit)
    {
        var visible = ForeignText.Visible(text);
        string escaped;
        for (var length = limit; (escaped = Escape(ForeignText.Cut(visible, length))).Length > limit; length--)
        {
        }
        return escaped;
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static JsonObject Foreign(string text, int limit) =>
        Text(ForeignText.Cut(ForeignText.Visible(text), limit));

    private static JsonObject Block(string type, JsonNode[] elements) => new()
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = type, ["elements"] = new JsonArray(elements) }),
    };
}
