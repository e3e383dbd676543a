using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Channels.Slack;

/// <summary>The modals: one to decide in, and one that only says something.</summary>
/// <remarks>
/// https://docs.slack.dev/reference/views/modal-views,
/// https://docs.slack.dev/reference/block-kit/blocks/input-block
/// </remarks>
public static class SlackModal
{
    /// <summary>The id of the block with the comment, as refusals name it.</summary>
    public const string Comment = "comment";

    /// <summary>The id of each block's element.</summary>
    private const string Element = "value";

    private const int SubjectLimit = 1000;
    private const int LabelLimit = 2000;
    private const int ChoiceLimit = 75;
    private const int TitleLimit = 24;

    /// <summary>A form with the comment and, to approve, the request's fields.</summary>
    /// <param name="decision">One of <see cref="Decisions"/>.</param>
    public static JsonObject Decide(ApprovalRequest request, string decision)
    {
        var isApproval = decision == Decisions.Approve;
        var verb = isApproval ? "Approve" : "Reject";
        var modal = Create(
            verb,
            [
                RichText.Quote(request.Asked.Subject, SubjectLimit),
                .. isApproval ? request.Asked.Fields.Select(Input) : [],
                Block(Comment, "Comment", null, isOptional: true, Text(Limits.CommentLength, isMultiline: true)),
            ]);
        modal["callback_id"] = decision;
        modal["private_metadata"] = request.Id;
        modal["submit"] = RichText.Plain(verb, TitleLimit);
        modal["close"] = RichText.Plain("Cancel", TitleLimit);
        return modal;
    }

    public static JsonObject Say(string message) =>
        Create("Approval", [RichText.Line(RichText.Text(message))]);

    /// <summary>What was submitted, as the API has it.</summary>
    public static DecisionBody Read(SlackView view, ApprovalRequest request)
    {
        var isApproval = view.CallbackId == Decisions.Approve;
        return new DecisionBody(
            view.CallbackId, InputOf(view, Comment)?.Value, isApproval ? Fields(view, request.Asked.Fields) : null);
    }

    /// <summary>The block that a refusal names, such as <c>fields.ticket</c>; the comment's if it names none.</summary>
    public static (string Block, string Problem) Place(string refusal, SlackView view)
    {
        var end = refusal.IndexOf(": ", StringComparison.Ordinal);
        return end > 0 && view.State?.Values.ContainsKey(refusal[..end]) == true
            ? (refusal[..end], refusal[(end + 2)..])
            : (Comment, refusal);
    }

    private static JsonObject Create(string title, IEnumerable<JsonNode> blocks) => new()
    {
        ["type"] = "modal",
        ["title"] = RichText.Plain(title, TitleLimit),
        ["blocks"] = new JsonArray([.. blocks]),
    };

    private static JsonObject Input(ApprovalField field) =>
        Block(IdOf(field), field.Label, field.Hint, !field.Required, field.Type switch
        {
            ApprovalField.NumberType => new()
            {
                ["type"] = "number_input",
                ["is_decimal_allowed"] = true,
            },
            ApprovalField.ChoiceType => new()
            {
                ["type"] = "static_select",
                ["options"] = new JsonArray([.. field.Choices!.Select(Option)]),
            },
            _ => Text(field.MaxLength!.Value, isMultiline: false),
        });

    private static JsonObject Text(int mostCharacters, bool isMultiline) => new()
    {
        ["type"] = "plain_text_input",
        ["multiline"] = isMultiline,
        ["max_length"] = mostCharacters,
    };

    /// <summary>The value is the choice's index, as a choice can be longer than Slack's values.</summary>
    private static JsonNode Option(string choice, int index) => new JsonObject
    {
        ["text"] = RichText.Plain(choice, ChoiceLimit),
        ["value"] = index.ToString(CultureInfo.InvariantCulture),
    };

    private static JsonObject Block(string id, string label, string? hint, bool isOptional, JsonObject element)
    {
        element["action_id"] = Element;
        var block = new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = id,
            ["label"] = RichText.Plain(label, LabelLimit),
            ["optional"] = isOptional,
            ["element"] = element,
        };
        if (hint is not null) block["hint"] = RichText.Plain(hint, LabelLimit);
        return block;
    }

    private static string IdOf(ApprovalField field) => $"fields.{field.Name}";

    private static JsonElement Fields(SlackView view, IReadOnlyList<ApprovalField> fields) =>
        JsonText.Parse(JsonText.Of(json =>
        {
            json.WriteStartObject();
            foreach (var field in fields)
            {
                if (ValueOf(InputOf(view, IdOf(field)), field) is not { } value) continue;
                json.WritePropertyName(field.Name);
                // A number keeps its digits.
                if (field.Type == ApprovalField.NumberType && IsNumber(value)) json.WriteRawValue(value);
                else json.WriteStringValue(value);
            }
            json.WriteEndObject();
        }));

    private static string? ValueOf(SlackInput? input, ApprovalField field) =>
        field.Type != ApprovalField.ChoiceType ? input?.Value
        : int.TryParse(input?.SelectedOption?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? field.Choices!.ElementAtOrDefault(index)
            : null;

    private static SlackInput? InputOf(SlackView view, string block) =>
        view.State?.Values.GetValueOrDefault(block)?.GetValueOrDefault(Element);

    private static bool IsNumber(string text)
    {
        try
        {
            return JsonText.Parse(text).ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
