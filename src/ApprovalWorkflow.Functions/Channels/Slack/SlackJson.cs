using System.Text.Json.Serialization;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>What Slack sends, by its own names. What is not read is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SlackAnswer))]
[JsonSerializable(typeof(SlackFoundUser))]
[JsonSerializable(typeof(SlackInteraction))]
[JsonSerializable(typeof(SlackPosted))]
[JsonSerializable(typeof(SlackTeam))]
public sealed partial class SlackJson : JsonSerializerContext;

/// <summary>An answer of the Web API.</summary>
/// <param name="Error">Slack's name of what is wrong.</param>
/// <param name="Needed">The scope that the app lacks.</param>
public record SlackAnswer(bool Ok, string? Error, string? Needed);

public sealed record SlackFoundUser(bool Ok, string? Error, string? Needed, SlackUser? User)
    : SlackAnswer(Ok, Error, Needed);

public sealed record SlackPosted(bool Ok, string? Error, string? Needed, string? Channel, string? Ts)
    : SlackAnswer(Ok, Error, Needed);

/// <summary>A workspace.</summary>
/// <param name="EnterpriseId">The organization of several workspaces; null if it has none.</param>
public sealed record SlackTeam(bool Ok, string? Error, string? Needed, string? TeamId, string? EnterpriseId)
    : SlackAnswer(Ok, Error, Needed);

/// <remarks>https://docs.slack.dev/reference/objects/user-object</remarks>
public sealed record SlackUser(
    string Id,
    string? TeamId,
    bool Deleted,
    bool IsBot,
    bool IsEmailConfirmed,
    SlackEnterpriseUser? EnterpriseUser,
    SlackProfile? Profile);

public sealed record SlackEnterpriseUser(string? EnterpriseId);

public sealed record SlackProfile(string? Email);

/// <summary>A person pressed a button of a message, or submitted a modal.</summary>
/// <param name="Type"><c>block_actions</c> or <c>view_submission</c>, for what is read here.</param>
/// <remarks>https://docs.slack.dev/reference/interaction-payloads</remarks>
public sealed record SlackInteraction(
    string Type, SlackActor User, string? TriggerId, IReadOnlyList<SlackAction>? Actions, SlackView? View);

public sealed record SlackActor(string Id);

public sealed record SlackAction(string ActionId, string? Value);

/// <param name="CallbackId">What is decided: one of <see cref="Decisions"/>.</param>
/// <param name="PrivateMetadata">The request's id.</param>
public sealed record SlackView(string? CallbackId, string? PrivateMetadata, SlackState? State);

/// <param name="Values">What was filled in, by the ids of block and element.</param>
public sealed record SlackState(IReadOnlyDictionary<string, IReadOnlyDictionary<string, SlackInput>> Values);

public sealed record SlackInput(string? Value, SlackOption? SelectedOption);

public sealed record SlackOption(string Value);
