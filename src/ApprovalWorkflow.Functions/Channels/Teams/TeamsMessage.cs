using System.Text.Json.Serialization;

namespace ApprovalWorkflow.Functions.Channels.Teams;

/// <summary>What a workflow of Teams takes that begins with "When a Teams webhook request is received".</summary>
/// <remarks>https://learn.microsoft.com/connectors/teams/#microsoft-teams-webhook</remarks>
public sealed record TeamsMessage(IReadOnlyList<CardAttachment> Attachments)
{
    public string Type { get; } = "message";
}

public sealed record CardAttachment(AdaptiveCard Content)
{
    public string ContentType { get; } = "application/vnd.microsoft.card.adaptive";
}

/// <remarks>https://adaptivecards.io/explorer/AdaptiveCard.html</remarks>
public sealed record AdaptiveCard(IReadOnlyList<CardElement> Body, IReadOnlyList<CardAction> Actions)
{
    [JsonPropertyName("$schema")]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Type { get; } = "AdaptiveCard";

    public string Version { get; } = "1.4";
}

/// <summary>A text, or a container of elements: the members that are not null.</summary>
public sealed record CardElement(string Type)
{
    /// <summary>Of a TextBlock: it is read as Markdown, so it is never text of others.</summary>
    public string? Text { get; init; }

    public bool? Wrap { get; init; }

    public string? Weight { get; init; }

    public string? Color { get; init; }

    public string? Spacing { get; init; }

    /// <summary>Of a RichTextBlock: it is shown as it is.</summary>
    public IReadOnlyList<CardRun>? Inlines { get; init; }

    public string? Style { get; init; }

    /// <summary>Of a Container.</summary>
    public IReadOnlyList<CardElement>? Items { get; init; }
}

public sealed record CardRun(string Text)
{
    public string Type { get; } = "TextRun";

    public string? Size { get; init; }

    public string? Weight { get; init; }

    public bool? IsSubtle { get; init; }

    public CardAction? SelectAction { get; init; }
}

public sealed record CardAction(string Url, string? Title = null)
{
    public string Type { get; } = "Action.OpenUrl";
}
