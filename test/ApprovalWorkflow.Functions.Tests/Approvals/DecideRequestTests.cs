using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

[Collection(nameof(Dynalite))]
public sealed class DecideRequestTests(Dynalite dynalite) : IDisposable
{
    private const string Approved = """{"message":"Workflow approved successfully"}""";
    private const string Rejected = """{"message":"Workflow rejected"}""";
    private readonly AwsStub _aws = new();
    private readonly TestClock _clock = new();
    private readonly LambdaContext _context = new();

    public void Dispose() => _aws.Dispose();

    private async Task<(int Status, string Body)> DecideAsync(ApiRequest request)
    {
        var response = await new DecideRequest(
            dynalite.Table, _aws.Callback(), Given.Group, _clock).HandleAsync(request, _context);
        return (response.StatusCode, response.Body);
    }

    private Task<(int Status, string Body)> DecideAsync(PendingRequest pending, string body) =>
        DecideAsync(Given.Decide(pending.Id, pending.Key, body));

    private Task<PendingRequest> PendingAsync(string input = "{}") => Given.PendingAsync(dynalite, _aws, input, _clock);

    [Theory]
    [InlineData("approve", Approved, "approved", "true")]
    [InlineData("reject", Rejected, "rejected", "false")]
    public async Task A_decision_is_recorded_and_sent_to_the_execution(
        string decision, string answer, string status, string result)
    {
        var pending = await PendingAsync();
        var body = $$"""{"decision":"{{decision}}","comment":"Fine: é"}""";
        Assert.Equal((200, answer), await DecideAsync(pending, body));
        var item = await dynalite.ItemAsync(pending.Id);
        Assert.Equal((status, status, "a@example.com", "2026-11-20T10:00:00.000Z", "Fine: é"),
            (item["status"].S, item["outcome"].S, item["decidedBy"].S, item["decidedAt"].S, item["comment"].S));
        Assert.Equal(
            $$"""{"result":{{result}},"status":"{{status}}","decidedBy":"a@example.com",""" +
            "\"decidedAt\":\"2026-11-20T10:00:00.000Z\",\"fields\":{}}",
            _aws.Answered[pending.TaskToken]);
    }

    [Fact]
    public async Task A_repeated_decision_gets_the_same_answer_and_changes_nothing()
    {
        var pending = await PendingAsync();
        await DecideAsync(pending, """{"decision":"approve","comment":"first"}""");
        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal((200, Approved), await DecideAsync(pending, """{"decision":"approve","comment":"first"}"""));
        Assert.Equal((200, Approved), await DecideAsync(pending, Given.Approve));
        var item = await dynalite.ItemAsync(pending.Id);
        Assert.Equal(
            ("a@example.com", "first", "2026-11-20T10:00:00.000Z"),
            (item["decidedBy"].S, item["comment"].S, item["decidedAt"].S));
        Assert.Single(_aws.Answered);
    }

    [Theory]
    [InlineData("""{"decision":"approve","comment":"again"}""")]
    [InlineData("""{"decision":"approve","fields":{"ticket":"2"}}""")]
    [InlineData("""{"decision":"approve","fields":[]}""")]
    public async Task A_repeated_decision_that_says_more_learns_that_it_is_not_recorded(string again)
    {
        foreach (var required in new[] { 1, 2 })
        {
            var pending = await PendingAsync($$"""{"requiredApprovals":{{required}},"fields":[{"name":"ticket"}]}""");
            await DecideAsync(pending, """{"decision":"approve","comment":"first","fields":{"ticket":"1"}}""");
            Assert.Equal(
                (409, """{"message":"You already approved this request at 2026-11-20T10:00:00.000Z"}"""),
                await DecideAsync(pending, again));
        }
    }

    [Theory]
    [InlineData("""{"decision":"approve","decision":"reject"}""")]
    [InlineData("""{"decision":"approve","comment":"a","comment":"b"}""")]
    [InlineData("""{"decision":"approve","fields":{"a":"1"},"fields":{"a":"2"}}""")]
    [InlineData("""{"decision":"approve","fields":{"a":"1","a":"2"}}""")]
    public async Task A_member_that_is_given_twice_is_refused(string body)
    {
        var pending = await PendingAsync("""{"fields":[{"name":"a"}]}""");
        Assert.Equal(400, (await DecideAsync(pending, body)).Status);
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }

    [Theory]
    [InlineData("approve", "approved")]
    [InlineData("reject", "rejected")]
    public async Task Another_approver_with_the_same_decision_learns_who_was_first(string decision, string status)
    {
        var pending = await PendingAsync();
        await DecideAsync(pending, $$"""{"decision":"{{decision}}"}""");
        Assert.Equal(
            (409, $$"""{"message":"Already {{status}} by a@example.com at 2026-11-20T10:00:00.000Z"}"""),
            await DecideAsync(Given.Decide(
                pending.Id, pending.Keys["b@example.com"], $$"""{"decision":"{{decision}}","comment":"mine"}""")));
    }

    [Fact]
    public async Task The_second_decision_learns_who_was_first()
    {
        var pending = await PendingAsync();
        await DecideAsync(Given.Decide(pending.Id, pending.Keys["b@example.com"], Given.Reject));
        Assert.Equal((409, """{"message":"Already rejected by b@example.com at 2026-11-20T10:00:00.000Z"}"""),
            await DecideAsync(pending, Given.Approve));
    }

    [Fact]
    public async Task A_decision_at_the_deadline_is_too_late()
    {
        var pending = await PendingAsync();
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal((410, """{"message":"This request expired at 2026-11-20T11:00:00.000Z"}"""),
            await DecideAsync(pending, Given.Approve));
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);

        await Given.AskAsync(dynalite, _aws, pending.Rounds, pending.Rounds.Rounds.Count - 1, _clock);
        Assert.Equal(410, (await DecideAsync(pending, Given.Approve)).Status);
    }

    [Fact]
    public async Task A_wrong_key_changes_nothing_whatever_the_id()
    {
        var pending = await PendingAsync();
        var other = await PendingAsync();
        foreach (var (id, key) in new (string, string?)[]
                 {
                     (pending.Id, null), (pending.Id, ""), (pending.Id, LinkKey.New()), (pending.Id, other.Key),
                     (Guid.NewGuid().ToString(), pending.Key), ("' OR 1=1", pending.Key),
                 })
        {
            var answer = await DecideAsync(Given.Decide(id, key, Given.Approve));
            Assert.Equal((403, LinkAccess.InvalidLink.Body), answer);
        }
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("approve", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("{}", "decision:")]
    [InlineData("""{"decision":"Approve"}""", "decision:")]
    [InlineData("""{"decision":true}""", "body")]
    [InlineData("""{"decision":"approve","extra":1}""", "body")]
    [InlineData("""{"decision":"approve","comment":5}""", "body")]
    public async Task A_body_that_is_not_a_decision_is_explained(string body, string named)
    {
        var pending = await PendingAsync();
        var (status, answer) = await DecideAsync(pending, body);
        Assert.Equal(400, status);
        Assert.Contains(named, answer, StringComparison.Ordinal);
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }

    [Fact]
    public async Task A_comment_has_at_most_1000_characters()
    {
        var pending = await PendingAsync();
        string Body(int length) => $$"""{"decision":"approve","comment":"{{new string('x', length)}}"}""";
        var (status, answer) = await DecideAsync(pending, Body(1001));
        Assert.Equal(400, status);
        Assert.Contains("comment: has 1001 characters", answer, StringComparison.Ordinal);
        Assert.Equal(200, (await DecideAsync(pending, Body(1000))).Status);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        var pending = await PendingAsync();
        var name = new string('<', 300_000);
        var (status, answer) = await DecideAsync(pending, $$$"""{"decision":"approve","fields":{"{{{name}}}":1}}""");
        Assert.Equal(413, status);
        Assert.True(answer.Length < 200);
    }

    [Fact]
    public async Task A_comment_has_lines_but_no_control_characters()
    {
        var pending = await PendingAsync();
        const string control = """{"decision":"approve","comment":"bell \u0007"}""";
        const string lines = """{"decision":"approve","comment":"two\nlines\tand a tab"}""";
        Assert.Equal(400, (await DecideAsync(pending, control)).Status);
        Assert.Equal(200, (await DecideAsync(pending, lines)).Status);
    }

    [Fact]
    public async Task A_body_may_come_in_base64()
    {
        var pending = await PendingAsync();
        var request = Given.Decide(
            pending.Id, pending.Key, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Given.Reject)));
        request.IsBase64Encoded = true;
        Assert.Equal((200, Rejected), await DecideAsync(request));
    }

    [Fact]
    public async Task The_requester_may_reject_but_not_approve()
    {
        var pending = await PendingAsync("""{"requestedBy":"A@example.com"}""");
        Assert.Equal(403, (await DecideAsync(pending, Given.Approve)).Status);
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
        Assert.Equal((200, Rejected), await DecideAsync(pending, Given.Reject));
    }

    [Fact]
    public async Task Neither_keys_nor_tokens_are_logged()
    {
        var pending = await PendingAsync();
        _aws.FailingCallbacks = 1;
        await DecideAsync(pending, Given.Approve);
        Assert.NotEmpty(_context.Lines);
        Assert.All(_context.Lines, line =>
        {
            Assert.DoesNotContain(pending.Key, line, StringComparison.Ordinal);
            Assert.DoesNotContain(pending.TaskToken, line, StringComparison.Ordinal);
        });
    }
}
