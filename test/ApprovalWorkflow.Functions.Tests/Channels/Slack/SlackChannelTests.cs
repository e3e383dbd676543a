using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels.Slack;

[Collection(nameof(Dynalite))]
public sealed class SlackChannelTests(Dynalite dynalite) : IDisposable
{
    private const string Post = "chat.postMessage";
    private readonly AwsStub _aws = new();
    private readonly SlackStub _slack = new();
    private readonly LambdaContext _context = new();

    public void Dispose()
    {
        _aws.Dispose();
        _slack.Dispose();
    }

    [Fact]
    public async Task Each_approver_gets_a_direct_message_with_the_question_and_buttons()
    {
        var pending = await PendingAsync("""
            {"subject":"Deploy v2?","requestedBy":"pipeline","url":"https://example.com/7","message":"Please","size":3}
            """);

        await TellAsync(pending, "ApprovalRequested");

        var posts = _slack.CallsOf(Post).ToList();
        Assert.Equal(["UA", "UB", "UC"], posts.Select(post => Text(post, "channel")));
        foreach (var part in new[] { "Deploy v2?", "pipeline", "https://example.com/7", "Please", "size", "timestamp" })
            Assert.Contains(part, Text(posts[0], "blocks"));
        Assert.Equal(["approve", "reject", "open"], Buttons(posts[0]).Select(button => Text(button, "action_id")));
        Assert.Equal(pending.Id, Text(Buttons(posts[0]).First(), "value"));
        Assert.Equal($"https://site.example/approval.html#id={pending.Id}", Text(Buttons(posts[0]).Last(), "url"));
        Assert.Equal("Approval wanted: Deploy v2?", Text(posts[0], "text"));
        Assert.False(posts[0].GetProperty("unfurl_links").GetBoolean());
    }

    [Fact]
    public async Task A_channel_gets_one_message_in_place_of_the_direct_ones()
    {
        var pending = await PendingAsync("{}");
        await TellAsync(pending, "ApprovalRequested", channel: "C012345678");
        var post = Assert.Single(_slack.CallsOf(Post));
        Assert.Equal("C012345678", Text(post, "channel"));
        Assert.Contains("a@example.com, b@example.com, c@example.com", Text(post, "blocks"));
        Assert.False(_slack.Counts.ContainsKey("users.lookupByEmail"));

        await TellAsync(pending, "ApprovalReminded", 1, channel: "C012345678");
        Assert.True(_slack.CallsOf(Post).Last().GetProperty("reply_broadcast").GetBoolean());
    }

    [Fact]
    public async Task An_event_that_comes_twice_tells_once()
    {
        var pending = await PendingAsync("{}");
        for (var times = 0; times < 2; times++)
        {
            await TellAsync(pending, "ApprovalRequested");
            await TellAsync(pending, "ApprovalReminded", 1);
        }
        Assert.Equal(6, _slack.CallsOf(Post).Count());
    }

    [Fact]
    public async Task A_reminder_is_in_the_thread_mentions_the_approver_and_leaves_out_who_approved()
    {
        var pending = await PendingAsync("""{"requiredApprovals":2}""");
        await TellAsync(pending, "ApprovalRequested");
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve);

        await TellAsync(pending, "ApprovalReminded", 1);

        var reminders = _slack.CallsOf(Post).Skip(3).ToList();
        Assert.Equal(["DB", "DC"], reminders.Select(post => Text(post, "channel")));
        Assert.Equal(["1.2", "1.3"], reminders.Select(post => Text(post, "thread_ts")));
        Assert.Contains("\"user_id\":\"UB\"", Text(reminders[0], "blocks"));
        Assert.StartsWith("Reminder 1 of 2: this request still waits for your decision.", Text(reminders[0], "text"));
    }

    [Fact]
    public async Task Whoever_asked_can_only_reject()
    {
        var pending = await PendingAsync("""{"requestedBy":"a@example.com"}""");
        await TellAsync(pending, "ApprovalRequested");
        var posts = _slack.CallsOf(Post).ToList();
        Assert.Equal(["reject", "open"], Buttons(posts[0]).Select(button => Text(button, "action_id")));
        Assert.Equal(3, Buttons(posts[1]).Count());
    }

    [Fact]
    public async Task The_decision_takes_the_buttons_away_and_says_who_decided_and_why()
    {
        var pending = await PendingAsync("""{"subject":"Deploy v2?","message":"Secret plans"}""");
        await TellAsync(pending, "ApprovalRequested");
        await Given.DecideAsync(
            dynalite, _aws, pending, "b@example.com", """{"decision":"reject","comment":"Not on a *Friday*"}""");

        await TellAsync(pending, "ApprovalRejected");

        var updates = _slack.CallsOf("chat.update").ToList();
        Assert.Equal(["DA", "DB", "DC"], updates.Select(each => Text(each, "channel")));
        Assert.Equal(["1.1", "1.2", "1.3"], updates.Select(each => Text(each, "ts")));
        Assert.All(updates, update =>
        {
            Assert.Empty(Buttons(update));
            Assert.Contains("Rejected by b@example.com", Text(update, "blocks"));
            Assert.Contains("Deploy v2?", Text(update, "blocks"));
            Assert.Contains("Not on a *Friday*", Text(update, "blocks"));
            Assert.DoesNotContain("Secret plans", Text(update, "blocks"));
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("channel_not_found")]
    public async Task Questions_lose_their_buttons_if_somebody_decides_while_they_are_sent(string? failure)
    {
        var pending = await PendingAsync("{}");
        _slack.Meanwhile = async () =>
        {
            await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve);
            await TellAsync(pending, "ApprovalApproved");
            if (failure is not null) _slack.Failures.Enqueue((Post, failure));
        };
        try
        {
            await TellAsync(pending, "ApprovalRequested");
        }
        catch (ChannelException) when (failure is not null)
        {
        }
        Assert.Equal(failure is null ? 3 : 2, _slack.CallsOf("chat.update").Count());
        Assert.All(_slack.CallsOf("chat.update"), update => Assert.Empty(Buttons(update)));
    }

    [Theory]
    [InlineData("expired", "ApprovalExpired", "Expired: nobody decided in time")]
    [InlineData("withdrawn", "ApprovalWithdrawn", "Withdrawn: the process that asked has ended")]
    public async Task The_end_without_a_decision_takes_the_buttons_away(string status, string type, string text)
    {
        var pending = await PendingAsync("{}");
        await TellAsync(pending, "ApprovalRequested");
        await dynalite.Table.EndAsync(pending.Id, new Decision(status, Decision.ByDeadline, DateTimeOffset.UtcNow, ""));
        await TellAsync(pending, type);
        Assert.Equal(3, _slack.CallsOf("chat.update").Count());
        Assert.All(_slack.CallsOf("chat.update"), update => Assert.Contains(text, Text(update, "blocks")));
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_is_no_failure_at_the_end()
    {
        var pending = await PendingAsync("{}");
        await TellAsync(pending, "ApprovalRequested");
        await Given.DecideAsync(dynalite, _aws, pending, "b@example.com", Given.Approve);
        _slack.Failures.Enqueue(("chat.update", "message_not_found"));
        await TellAsync(pending, "ApprovalApproved");
        Assert.Equal(2, _slack.CallsOf("chat.update").Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"is_email_confirmed":false}""")]
    [InlineData("""{"team_id":"T2"}""")]
    [InlineData("""{"deleted":true}""")]
    [InlineData("""{"is_bot":true}""")]
    public async Task Who_is_no_member_with_that_verified_address_is_not_told(string? member)
    {
        _slack.Members.Remove("b@example.com");
        if (member is not null) _slack.Members["b@example.com"] = member;
        var pending = await PendingAsync("{}");
        await TellAsync(pending, "ApprovalRequested");
        Assert.Equal(["UA", "UC"], _slack.CallsOf(Post).Select(post => Text(post, "channel")));
        Assert.Contains(_context.Lines, line => line.Contains("is no member") && line.Contains("b@example.com"));
    }

    [Fact]
    public async Task If_Slack_is_down_the_history_says_so_and_the_reminder_asks()
    {
        var pending = await PendingAsync("{}");
        for (var calls = 0; calls < 3; calls++) _slack.Failures.Enqueue(("users.lookupByEmail", "503"));
        var error = await Assert.ThrowsAsync<ChannelException>(() => TellAsync(pending, "ApprovalRequested"));
        Assert.Equal("answered 503", error.Message);
        Assert.Equal(["00:00:01", "00:00:02"], _slack.Pauses.Select(pause => $"{pause}"));
        var history = (await dynalite.Table.GetAsync(pending.Id)).History;
        Assert.Equal("Slack: answered 503", Assert.Single(history, each => each.Event == "unreached").Note);

        await TellAsync(pending, "ApprovalReminded", 1);

        Assert.All(_slack.CallsOf(Post), post => Assert.Equal(3, Buttons(post).Count()));
        Assert.Equal(3, _slack.CallsOf(Post).Count());
    }

    [Fact]
    public async Task A_moment_of_failure_is_bridged()
    {
        var pending = await PendingAsync("{}");
        _slack.Failures.Enqueue((Post, "429"));
        _slack.Failures.Enqueue((Post, "500"));
        await TellAsync(pending, "ApprovalRequested");
        Assert.Equal(3, _slack.CallsOf(Post).Count());
        Assert.Equal(2, _slack.Pauses.Count);
    }

    [Fact]
    public async Task What_Slack_refuses_for_one_approver_is_named_and_the_others_are_told()
    {
        var pending = await PendingAsync("{}");
        _slack.Failures.Enqueue((Post, "messages_tab_disabled"));
        var error = await Assert.ThrowsAnyAsync<ChannelException>(() => TellAsync(pending, "ApprovalRequested"));
        Assert.Equal("chat.postMessage answered messages_tab_disabled", error.Message);
        Assert.Equal(["UB", "UC"], _slack.CallsOf(Post).Select(post => Text(post, "channel")));

        await TellAsync(pending, "ApprovalRequested");
        Assert.Equal(["UB", "UC", "UA"], _slack.CallsOf(Post).Select(post => Text(post, "channel")));
    }

    [Theory]
    [InlineData("", "the secret approvals/slack cannot be read: ResourceNotFoundException")]
    [InlineData("xoxb-in-plain-text", "the secret approvals/slack must be JSON such as")]
    [InlineData("""{"botToken":"xoxp-a-users","signingSecret":"s"}""", "the secret approvals/slack must be JSON")]
    [InlineData("""{"botToken":"xoxb-1"}""", "the secret approvals/slack must be JSON such as")]
    public async Task A_secret_that_cannot_be_used_is_named_and_not_quoted(string secret, string problem)
    {
        _slack.Secret = secret;
        var pending = await PendingAsync("{}");
        var error = await Assert.ThrowsAsync<ChannelException>(() => TellAsync(pending, "ApprovalRequested"));
        Assert.StartsWith(problem, error.Message);
        if (secret.Length > 0) Assert.DoesNotContain(secret, error.ToString());
        Assert.DoesNotContain("xoxp", error.ToString());
    }

    [Fact]
    public async Task Text_of_others_mentions_nobody_and_stays_within_the_limits()
    {
        const string evil = "<!channel> *bold* <https://evil.example|Approve> :tada: &\u202E";
        var pending = await PendingAsync(JsonSerializer.Serialize(new
        {
            subject = evil,
            requestedBy = evil[..40],
            message = new string('<', 9000),
            details = new string('x', 100_000),
        }));

        await TellAsync(pending, "ApprovalRequested");

        var post = _slack.CallsOf(Post).First();
        Assert.Equal(
            "Approval wanted: &lt;!channel&gt; *bold* &lt;https://evil.example|Approve&gt; :tada: &amp;⟨U+202E⟩",
            Text(post, "text"));
        // Only ours is of a type that Slack parses.
        Assert.DoesNotContain("mrkdwn", post.GetRawText());
        var blocks = post.GetProperty("blocks").EnumerateArray().ToList();
        Assert.Contains("Open shows the rest of 9000 characters.", Text(post, "blocks"));
        Assert.InRange(blocks.Count, 1, 50);
        Assert.All(blocks, block => Assert.InRange(block.GetRawText().Length, 1, 20_000));
    }

    private Task<PendingRequest> PendingAsync(string input) => Given.PendingAsync(dynalite, _aws, input);

    private async Task TellAsync(PendingRequest pending, string type, int reminder = 0, string? channel = null) =>
        await _slack.Notifier(dynalite, channel).HandleAsync(
            new RequestAnnouncement(
                type,
                new(
                    new(pending.Id),
                    reminder > 0 ? await GivenNews.ReminderAsync(dynalite, pending.Id, reminder) : null)),
            _context);

    private static string Text(JsonElement json, string member) =>
        json.GetProperty(member) is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : JsonSerializer.Serialize(json.GetProperty(member), _readable);

    private static readonly JsonSerializerOptions _readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static IEnumerable<JsonElement> Buttons(JsonElement message) => message.GetProperty("blocks")
        .EnumerateArray().Where(block => Text(block, "type") == "actions")
        .SelectMany(block => block.GetProperty("elements").EnumerateArray());
}
