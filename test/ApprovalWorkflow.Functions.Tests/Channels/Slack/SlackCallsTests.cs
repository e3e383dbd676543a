using System.Text.Encodings.Web;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels.Slack;

[Collection(nameof(Dynalite))]
public sealed class SlackCallsTests(Dynalite dynalite) : IDisposable
{
    private const string Everything = """
        {"subject":"Deploy v2 <now>?","message":"It changes prices.\nPlease look.",
         "url":"https://example.com/changes/7","requestedBy":"pipeline","requiredApprovals":2,"version":2,"fields":[
           {"name":"ticket","label":"Change ticket","pattern":"CHG-[0-9]+","hint":"Such as CHG-1","required":true},
           {"name":"share","label":"Share of users","type":"number"},
           {"name":"where","label":"Where","type":"choice","choices":["here","there"]}]}
        """;

    private static readonly JsonSerializerOptions _readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly AwsStub _aws = new();
    private readonly SlackStub _slack = new();
    private readonly TestClock _clock = new();
    private readonly LambdaContext _context = new();

    public void Dispose()
    {
        _aws.Dispose();
        _slack.Dispose();
    }

    /// <summary>
    /// The bodies stand in a file where TypeScript holds them against Slack's own types, and the local runner against
    /// Slack's limits. If they change, this test writes the file anew, and fails for that reason: commit it.
    /// </summary>
    [Fact]
    public async Task What_is_sent_to_Slack_is_what_TypeScript_checks()
    {
        const string id = "5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10";
        await Given.OpenAsync(dynalite, id, Everything, _clock);
        await TellAsync(id, "ApprovalRequested");
        await TellAsync(id, "ApprovalReminded", 1);
        await TellAsync(id, "ApprovalRequested", channel: "C012345678");
        await PressAsync(id, "a@example.com");
        await PressAsync(id, "d@example.com");
        var request = await dynalite.Table.GetAsync(id);
        await dynalite.Table.RejectAsync(request, "b@example.com", "Not on a Friday", _clock.Now);
        await TellAsync(id, "ApprovalRejected");

        var posts = _slack.CallsOf("chat.postMessage").ToList();
        var views = _slack.CallsOf("views.open").ToList();
        var file = Path.Combine(Repository.Root, "local", "slack", "testing", "calls.ts");
        var text = $$"""
            // Written by SlackCallsTests: what the functions send to Slack.
            import type { KnownBlock } from '@slack/types';
            import type { ChatPostMessageArguments, ChatUpdateArguments, ViewsOpenArguments } from '@slack/web-api';

            type Blocks = { blocks: KnownBlock[] };

            {{Constant("question", posts[0], "ChatPostMessageArguments & Blocks")}}
            {{Constant("reminder", posts[3], "ChatPostMessageArguments & Blocks")}}
            {{Constant("inChannel", posts[6], "ChatPostMessageArguments & Blocks")}}
            {{Constant("outcome", _slack.CallsOf("chat.update").First(), "ChatUpdateArguments & Blocks")}}
            {{Constant("form", views[0], "ViewsOpenArguments & { view: Blocks }")}}
            {{Constant("refusal", views[1], "ViewsOpenArguments & { view: Blocks }")}}
            """.TrimEnd() + "\n";
        var before = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
        if (before != text) await File.WriteAllTextAsync(file, text);
        Assert.Equal(before, text);
    }

    private static string Constant(string name, JsonElement body, string type) =>
        $"// prettier-ignore\nexport const {name} = {JsonSerializer.Serialize(body, _readable)} satisfies {type};\n";

    private async Task TellAsync(string id, string type, int reminder = 0, string? channel = null) =>
        await _slack.Notifier(dynalite, channel, _clock).HandleAsync(
            new RequestAnnouncement(
                type, new(new(id), reminder > 0 ? await GivenNews.ReminderAsync(dynalite, id, reminder) : null)),
            _context);

    private Task<ApiResponse> PressAsync(string id, string email) =>
        _slack.Interactions(dynalite, _aws, _clock).HandleAsync(
            SlackStub.FromSlack(
                $$"""
                {"type":"block_actions","user":{"id":"{{SlackStub.IdOf(email)}}"},"trigger_id":"1.2",
                 "actions":[{"action_id":"approve","value":"{{id}}"}]}
                """,
                _clock.Now),
            _context);
}
