using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels.Slack;

[Collection(nameof(Dynalite))]
public sealed class SlackInteractionsTests(Dynalite dynalite) : IDisposable
{
    private const string Fields = """
        {"subject":"Deploy v2?","fields":[
          {"name":"ticket","label":"Change <ticket>","pattern":"CHG-[0-9]+","hint":"Such as CHG-1","required":true},
          {"name":"share","type":"number"},
          {"name":"where","type":"choice","choices":["here","there"]}]}
        """;

    private readonly AwsStub _aws = new();
    private readonly SlackStub _slack = new();
    private readonly LambdaContext _context = new();

    public void Dispose()
    {
        _aws.Dispose();
        _slack.Dispose();
    }

    [Fact]
    public async Task Approve_opens_a_form_with_the_comment_and_the_requests_fields()
    {
        var pending = await PendingAsync(Fields);

        Assert.Equal(200, (await PressAsync(pending, "approve")).StatusCode);

        var opened = Assert.Single(_slack.CallsOf("views.open"));
        Assert.Equal("trigger-1", opened.GetProperty("trigger_id").GetString());
        var view = opened.GetProperty("view");
        Assert.Equal(("approve", pending.Id), (Text(view, "callback_id"), Text(view, "private_metadata")));
        var inputs = view.GetProperty("blocks").EnumerateArray()
            .Where(block => Text(block, "type") == "input").ToList();
        Assert.Equal(
            [
                "fields.ticket plain_text_input required", "fields.share number_input", "fields.where static_select",
                "comment plain_text_input",
            ],
            inputs.Select(input => $"{Text(input, "block_id")} {Text(input.GetProperty("element"), "type")}"
                + (input.GetProperty("optional").GetBoolean() ? "" : " required")));
        Assert.Equal("Change &lt;ticket&gt;", Text(inputs[0].GetProperty("label"), "text"));
        Assert.Equal("Such as CHG-1", Text(inputs[0].GetProperty("hint"), "text"));
        Assert.Equal(200, inputs[0].GetProperty("element").GetProperty("max_length").GetInt32());
    }

    [Fact]
    public async Task Reject_opens_a_form_with_the_comment_alone()
    {
        var pending = await PendingAsync(Fields);
        await PressAsync(pending, "reject");
        var view = Assert.Single(_slack.CallsOf("views.open")).GetProperty("view");
        Assert.Equal("reject", Text(view, "callback_id"));
        Assert.Equal(2, view.GetProperty("blocks").GetArrayLength());
    }

    [Fact]
    public async Task The_form_decides_as_the_person_with_comment_and_fields()
    {
        var pending = await PendingAsync(Fields);

        var response = await SubmitAsync(pending, "approve", values: """
            {"comment":{"value":{"type":"plain_text_input","value":"Go ahead"}},
             "fields.ticket":{"value":{"type":"plain_text_input","value":"CHG-7"}},
             "fields.share":{"value":{"type":"number_input","value":"12.50"}},
             "fields.where":{"value":{"type":"static_select","selected_option":{"value":"1"}}}}
            """);

        Assert.Contains("Workflow approved successfully", response.Body);
        Assert.Equal("update", Json(response).GetProperty("response_action").GetString());
        var decision = (await dynalite.Table.GetAsync(pending.Id)).Decision!;
        Assert.Equal(
            ("approved", "a@example.com", "Go ahead"), (decision.Status, decision.DecidedBy, decision.Comment));
        Assert.Equal("""{"ticket":"CHG-7","share":12.50,"where":"there"}""", decision.Fields);
        Assert.Contains(pending.TaskToken, _aws.Answered.Keys);
    }

    [Fact]
    public async Task What_comes_twice_decides_once()
    {
        var pending = await PendingAsync("{}");
        var handler = _slack.Interactions(dynalite, _aws);
        var call = SlackStub.FromSlack(SlackStub.Submission(pending.Id, "approve", "a@example.com", "{}"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => handler.HandleAsync(call, _context)));
        Assert.All(answers, answer => Assert.Contains("Workflow approved successfully", answer.Body));
        Assert.Single((await dynalite.Table.GetAsync(pending.Id)).History, each => each.Event == "approved");
    }

    [Fact]
    public async Task Whoever_decides_last_is_told_who_was_first()
    {
        var pending = await PendingAsync("{}");
        await SubmitAsync(pending, "reject", "a@example.com");
        var late = await SubmitAsync(pending, "approve", "b@example.com");
        Assert.Contains("Already rejected by a@example.com", late.Body);
        await PressAsync(pending, "approve", "b@example.com");
        Assert.Contains("This request is rejected.", _slack.CallsOf("views.open").Single().GetRawText());
    }

    [Theory]
    [InlineData("CHG", "fields.ticket", "does not have the required form: Such as CHG-1")]
    [InlineData(null, "fields.ticket", "is required (Change <ticket>).")]
    public async Task What_is_wrong_with_a_field_stands_at_the_field(string? ticket, string block, string problem)
    {
        var pending = await PendingAsync(Fields);
        const string values = """
            {"comment":{"value":{"value":null}},"fields.ticket":{"value":{"value":TICKET}},
             "fields.share":{"value":{"value":null}},"fields.where":{"value":{"selected_option":null}}}
            """;
        var given = values.Replace("TICKET", JsonSerializer.Serialize(ticket), StringComparison.Ordinal);
        var response = await SubmitAsync(pending, "approve", values: given);
        Assert.Equal("errors", Json(response).GetProperty("response_action").GetString());
        Assert.Equal(problem, Json(response).GetProperty("errors").GetProperty(block).GetString());
        Assert.Null((await dynalite.Table.GetAsync(pending.Id)).Decision);
    }

    [Fact]
    public async Task What_can_be_repeated_stands_at_the_comment()
    {
        var pending = await PendingAsync("{}");
        _aws.FailingCallbacks = 9;
        var response = await SubmitAsync(pending, "approve");
        Assert.StartsWith(
            "Your decision is recorded, but", Json(response).GetProperty("errors").GetProperty("comment").GetString());
        _aws.FailingCallbacks = 0;
        Assert.Contains("Workflow approved successfully", (await SubmitAsync(pending, "approve")).Body);
    }

    [Theory]
    [InlineData("d@example.com", "", "You were not asked: a@example.com, b@example.com, c@example.com can decide.")]
    [InlineData("a@example.com", """{"is_email_confirmed":false}""", "Slack has no verified email address of yours")]
    [InlineData("a@example.com", """{"team_id":"T2"}""", "Slack has no verified email address of yours")]
    [InlineData("a@example.com", """{"team_id":null}""", "Slack has no verified email address of yours")]
    [InlineData("a@example.com", """{"is_bot":true}""", "Slack has no verified email address of yours")]
    [InlineData("a@example.com", """{"deleted":true}""", "Slack has no verified email address of yours")]
    [InlineData("a@example.com", """{"profile":{}}""", "Slack has no verified email address of yours")]
    public async Task Only_an_approver_with_a_verified_address_in_the_workspace_decides(
        string email, string member, string refusal)
    {
        var pending = await PendingAsync("{}");
        _slack.Members[email] = member;
        await PressAsync(pending, "approve", email);
        Assert.Contains(refusal, Assert.Single(_slack.CallsOf("views.open")).GetRawText());
        Assert.False(_slack.CallsOf("views.open").Single().GetProperty("view").TryGetProperty("submit", out _));

        var response = await SubmitAsync(pending, "approve", email);

        Assert.Contains(refusal, response.Body);
        Assert.Empty((await dynalite.Table.GetAsync(pending.Id)).Approvals);
    }

    [Fact]
    public async Task Whoever_asked_cannot_approve()
    {
        var pending = await PendingAsync("""{"requestedBy":"a@example.com"}""");
        await PressAsync(pending, "approve");
        Assert.Contains("You asked for this approval yourself", _slack.CallsOf("views.open").Single().GetRawText());
        Assert.Contains("You asked for this approval yourself", (await SubmitAsync(pending, "approve")).Body);
    }

    [Fact]
    public async Task Another_workspace_of_the_own_organization_is_no_stranger()
    {
        var pending = await PendingAsync("{}");
        _slack.Members["a@example.com"] = """{"team_id":"T2","enterprise_user":{"enterprise_id":"E1"}}""";
        Assert.Contains("no verified email", (await SubmitAsync(pending, "approve")).Body);
        _slack.Enterprise = "E1";
        Assert.Contains("Workflow approved successfully", (await SubmitAsync(pending, "approve")).Body);
    }

    [Fact]
    public async Task The_longest_form_fits()
    {
        var fields = Enumerable.Range(0, 20).Select(n => new { name = $"f{n}", maxLength = 1000 });
        var pending = await PendingAsync(JsonSerializer.Serialize(new { fields }));
        var values = Enumerable.Range(0, 20).ToDictionary(n => $"fields.f{n}", _ => Value(new string('値', 1000)));
        values["comment"] = Value(new string('値', 1000));
        var answer = await SubmitAsync(pending, "approve", values: JsonSerializer.Serialize(values));
        Assert.Contains("Workflow approved successfully", answer.Body);

        static object Value(string value) => new { value = new { value } };
    }

    [Fact]
    public async Task A_request_whose_record_is_gone_is_named()
    {
        var gone = await PendingAsync("{}");
        await dynalite.Items.DeleteAsync(gone.Id);
        await PressAsync(gone, "approve");
        Assert.Contains("There is no such request.", _slack.CallsOf("views.open").Single().GetRawText());
        Assert.Contains("There is no such request.", (await SubmitAsync(gone, "approve")).Body);
    }

    [Fact]
    public async Task If_Slack_does_not_say_who_it_is_nobody_decides()
    {
        var pending = await PendingAsync("{}");
        _slack.Failures.Enqueue(("users.info", "503"));
        Assert.Equal(503, (await SubmitAsync(pending, "approve")).StatusCode);
        Assert.Null((await dynalite.Table.GetAsync(pending.Id)).Decision);
        Assert.Empty(_slack.Pauses);
    }

    [Fact]
    public async Task A_new_secret_counts_after_five_minutes()
    {
        var clock = new TestClock();
        var keys = _slack.Keys(clock);
        Assert.Equal("signed-by-slack", (await keys.ReadAsync()).SigningSecret);
        _slack.Secret = """{"botToken":"xoxb-2","signingSecret":"new"}""";
        clock.Now += TimeSpan.FromSeconds(299);
        Assert.Equal("signed-by-slack", (await keys.ReadAsync()).SigningSecret);
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal("new", (await keys.ReadAsync()).SigningSecret);
    }

    private Task<PendingRequest> PendingAsync(string input) => Given.PendingAsync(dynalite, _aws, input);

    private Task<ApiResponse> PressAsync(PendingRequest pending, string action, string email = "a@example.com") =>
        _slack.Interactions(dynalite, _aws).HandleAsync(
            SlackStub.FromSlack($$"""
                {"type":"block_actions","user":{"id":"{{SlackStub.IdOf(email)}}","team_id":"T1"},"enterprise":null,
                 "trigger_id":"trigger-1","container":{"type":"message","message_ts":"1.1","channel_id":"DA"},
                 "actions":[{"type":"button","action_id":"{{action}}","block_id":"x","value":"{{pending.Id}}"}]}
                """),
            _context);

    private Task<ApiResponse> SubmitAsync(
        PendingRequest pending,
        string decision,
        string email = "a@example.com",
        string values = """{"comment":{}}""") =>
        _slack.Interactions(dynalite, _aws).HandleAsync(
            SlackStub.FromSlack(SlackStub.Submission(pending.Id, decision, email, values)), _context);

    private static JsonElement Json(ApiResponse response) => JsonDocument.Parse(response.Body).RootElement;

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
