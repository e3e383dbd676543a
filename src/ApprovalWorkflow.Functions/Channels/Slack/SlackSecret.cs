namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>What Slack gives the app. docs/slack.md says where it is found.</summary>
public sealed record SlackSecret
{
    public const string Example = """JSON such as {"botToken": "xoxb-…", "signingSecret": "…"}""";

    /// <summary>Authorizes the app's calls.</summary>
    public required string BotToken { get; init => field = Checked(value, "xoxb-"); }

    /// <summary>Signs Slack's calls.</summary>
    public required string SigningSecret { get; init => field = Checked(value, ""); }

    private static string Checked(string? text, string start) =>
        text is { Length: > 0 } && text.StartsWith(start, StringComparison.Ordinal) ? text : throw new JsonException();
}
