using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

[Collection(nameof(Dynalite))]
public sealed class AskApproversTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Every_approver_gets_their_own_mail_with_their_own_key()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"subject":"Deploy v2?"}""");
        Assert.Equal(3, _aws.Mails.Count);
        Assert.All(_aws.Mails, mail => Assert.Equal("Deploy v2?", mail["Subject"]));
        Assert.Equal(["a@example.com", "b@example.com", "c@example.com"], pending.Keys.Keys.Order());
        Assert.Equal(3, pending.Keys.Values.Distinct().Count());
        foreach (var mail in _aws.Mails)
        {
            var key = Given.KeyIn(mail["Message"]!);
            Assert.Contains(
                $"Approve: https://site.example/review.html#id={pending.Id}&key={key}&decision=approve",
                mail["Message"],
                StringComparison.Ordinal);
            Assert.Contains(
                $"Reject: https://site.example/review.html#id={pending.Id}&key={key}&decision=reject",
                mail["Message"],
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_table_keeps_the_token_and_only_hashes_of_the_keys()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var item = await dynalite.ItemAsync(pending.Id);
        Assert.Equal(pending.TaskToken, item["taskToken"].S);
        Assert.Equal(pending.Keys.Values.Select(LinkKey.Hash).Order(), item["keys"].M.Keys.Order());
        Assert.All(
            _aws.Mails, mail => Assert.DoesNotContain(pending.TaskToken, mail["Message"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_later_round_reminds_with_new_links_and_earlier_links_stay_valid()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var token = await Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1);
        Assert.StartsWith("Reminder: ", _aws.Mails.Last()["Subject"], StringComparison.Ordinal);
        Assert.StartsWith("Reminder 1 of 2. ", _aws.Mails.Last()["Message"], StringComparison.Ordinal);
        var record = await dynalite.Table.FindAsync(pending.Id);
        Assert.Equal("a@example.com", record!.Keys[LinkKey.Hash(pending.Key)!]);
        Assert.Equal("a@example.com", record.Keys[LinkKey.Hash(Given.KeysIn(_aws)["a@example.com"])!]);
        Assert.NotEqual(pending.Key, Given.KeysIn(_aws)["a@example.com"]);
        Assert.Equal(token, record.TaskToken);
    }

    [Fact]
    public async Task A_reminder_is_an_event_once()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"subject":"Deploy v2?"}""");
        Assert.Empty(_aws.Events);
        await Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1);
        var announced = Assert.Single(_aws.Events);
        Assert.Equal("ApprovalWorkflow", announced.GetProperty("Source").GetString());
        Assert.Equal("ApprovalReminded", announced.GetProperty("DetailType").GetString());
        var detail = JsonDocument.Parse(announced.GetProperty("Detail").GetString()!).RootElement;
        Assert.Equal("""{"number":1,"of":2}""", detail.GetProperty("reminder").GetRawText());
        Assert.Equal("Deploy v2?", detail.GetProperty("request").GetProperty("subject").GetString());
        Assert.Equal(
            $"https://site.example/approval.html#id={pending.Id}",
            detail.GetProperty("request").GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_reminder_goes_out_though_it_is_no_event()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        _aws.FailsEvents = true;
        await Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1);
        Assert.Equal(6, _aws.Mails.Count);
    }

    [Fact]
    public async Task The_last_round_expires_the_request_and_answers_its_own_task()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var token = await Given.AskAsync(dynalite, _aws, pending.Rounds, round: pending.Rounds.Rounds.Count - 1);
        Assert.Equal("expired", (await dynalite.ItemAsync(pending.Id))["status"].S);
        Assert.Contains("\"status\":\"expired\"", _aws.Answered[token], StringComparison.Ordinal);
        Assert.Contains("\"result\":false", _aws.Answered[token], StringComparison.Ordinal);
        Assert.Equal(3, _aws.Mails.Count);
    }

    [Fact]
    public async Task A_round_after_the_deadline_expires_the_request_whatever_its_number()
    {
        var clock = new TestClock();
        var pending = await Given.PendingAsync(dynalite, _aws, clock: clock);
        clock.Now += TimeSpan.FromHours(1);
        var token = await Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1, clock);
        Assert.Contains("expired", _aws.Answered[token], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_round_that_finds_a_decision_delivers_it_instead_of_asking(int round)
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        _aws.FailingCallbacks = 1; // So nobody has heard it yet.
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve);
        var token = await Given.AskAsync(dynalite, _aws, pending.Rounds, round);
        Assert.Equal("approved", (await dynalite.Table.FindAsync(pending.Id))!.Decision!.Status);
        Assert.Contains(
            "\"result\":true,\"status\":\"approved\",\"decidedBy\":\"a@example.com\"",
            _aws.Answered[token],
            StringComparison.Ordinal);
        Assert.Equal(3, _aws.Mails.Count);
    }

    [Fact]
    public async Task A_round_that_is_tried_again_mails_only_those_who_got_no_mail()
    {
        var rounds = await Given.OpenAsync(dynalite, Guid.NewGuid().ToString());
        _aws.FailingPublishes = 1;
        var context = new LambdaContext();
        await Assert.ThrowsAsync<AwsCallFailedException>(() => AskAsync(rounds, context));
        Assert.Single(context.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Equal(2, _aws.Mails.Count);
        await AskAsync(rounds, context);
        await AskAsync(rounds, context);
        Assert.Equal(["a@example.com", "b@example.com", "c@example.com"], Recipients());
        var record = await dynalite.Table.FindAsync(rounds.Id);
        Assert.All(Given.KeysIn(_aws), key => Assert.Equal(key.Key, record!.Keys[LinkKey.Hash(key.Value)!]));
        Assert.Equal("Mail to 3 approvers", Assert.Single(record!.History).Note);
    }

    [Theory]
    [InlineData("PendingConfirmation", 0, "Mail to 2 of 3 approvers; 1 not confirmed")]
    [InlineData("arn:2", 0, "Mail to 3 approvers")]
    [InlineData("PendingConfirmation", 1, "Mail to 3 approvers")]
    public async Task The_history_and_the_log_say_whom_no_mail_reaches_if_SNS_tells(
        string subscription, int failures, string note)
    {
        _aws.Subscriptions[1] = ("B@example.com", subscription);
        _aws.FailingLists = failures;
        var rounds = await Given.OpenAsync(dynalite, Guid.NewGuid().ToString());
        var context = new LambdaContext();
        await AskAsync(rounds, context);
        Assert.Equal(note, Assert.Single((await dynalite.Table.FindAsync(rounds.Id))!.History).Note);
        Assert.Equal(
            note.Contains("not", StringComparison.Ordinal),
            context.Lines.Any(line => line.StartsWith("Warning Request", StringComparison.Ordinal)
                && line.EndsWith(" b@example.com no confirmed subscription", StringComparison.Ordinal)));
        // Whoever confirms meanwhile has the mail in time.
        Assert.Equal(3, _aws.Mails.Count);
    }

    [Fact]
    public async Task An_approver_who_gets_too_many_mails_gets_theirs_later()
    {
        var rounds = await Given.OpenAsync(dynalite, Guid.NewGuid().ToString());
        // As if a hundred mails to them were waiting.
        var soon = DateTimeOffset.UtcNow.AddSeconds(20).ToUnixTimeMilliseconds();
        await dynalite.Items.PutAsync(new()
        {
            ["id"] = new("mails-b@example.com"),
            ["nextAt"] = new() { N = $"{soon}" },
        });
        var error = await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(rounds, new LambdaContext()));
        Assert.Equal(ErrorNames.ApproversBusy, error.GetType().Name);
        Assert.Equal(["a@example.com", "c@example.com"], Recipients());
        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(rounds, new LambdaContext()));
        Assert.Equal(2, (await dynalite.Table.FindAsync(rounds.Id))!.Keys.Count);
        await dynalite.Items.DeleteAsync("mails-b@example.com");
        await AskAsync(rounds, new LambdaContext());
        Assert.Equal(["a@example.com", "b@example.com", "c@example.com"], Recipients());
    }

    [Fact]
    public async Task The_history_says_once_that_it_asked_also_if_the_answer_to_the_write_is_lost()
    {
        var rounds = await Given.OpenAsync(dynalite, Guid.NewGuid().ToString());
        var asked = new RequestEvent(DateTimeOffset.UtcNow, RequestEvents.Asked, Actors.Workflow, "Mail to 1 approver");
        // The SDK repeats a call whose answer was lost.
        for (var calls = 0; calls < 2; calls++)
            Assert.True(await dynalite.Table.AttachTaskAsync(
                rounds.Id,
                "token",
                new Dictionary<string, string> { ["hash"] = "a@example.com" },
                new ToldApprovers("now", []),
                asked));
        Assert.Single((await dynalite.Table.GetAsync(rounds.Id)).History);
    }

    [Fact]
    public async Task Whoever_asked_is_told_so_and_gets_no_link_to_approve()
    {
        await Given.PendingAsync(dynalite, _aws, """{"requestedBy":"A@example.com","fields":[{"name":"ticket"}]}""");
        var mail = _aws.Mails.Single(each => each["MessageAttributes.entry.1.Value.StringValue"] == "a@example.com");
        Assert.StartsWith(
            "You asked for this approval yourself, so somebody else must give it. You can only reject it:\n",
            mail["Message"],
            StringComparison.Ordinal);
        Assert.Contains("\nReject: https://", mail["Message"], StringComparison.Ordinal);
        Assert.DoesNotContain("Approve", mail["Message"], StringComparison.Ordinal);
        Assert.DoesNotContain("decision=approve", mail["Message"], StringComparison.Ordinal);
        Assert.DoesNotContain("ticket", mail["Message"], StringComparison.Ordinal);
        Assert.Equal(2, _aws.Mails.Count(other => other["Message"]!.Contains("Approve: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whoever_asked_cannot_approve_with_one_click()
    {
        var request = new ApprovalRequest("id", default, default, "arn", default)
        {
            Asked = new() { RequestedBy = "a@example.com" },
        };
        var links = Given.Links with { OneClick = true };
        Assert.Null(links.For("a@example.com", request, "key").Approve);
        Assert.Equal(
            "https://site.example/api/requests/id/reject?key=key",
            links.For("a@example.com", request, "key").Reject);
        Assert.Equal(
            "https://site.example/api/requests/id/approve?key=key",
            links.For("b@example.com", request, "key").Approve);
    }

    [Fact]
    public async Task A_round_without_any_mail_fails_with_the_name_that_the_state_machine_retries()
    {
        var rounds = await Given.OpenAsync(dynalite, Guid.NewGuid().ToString());
        _aws.FailingPublishes = 3;
        var error = await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(rounds, new LambdaContext()));
        Assert.Equal("AwsCallFailedException", error.GetType().Name);
    }

    [Fact]
    public async Task A_refused_call_is_not_retried()
    {
        await Assert.ThrowsAsync<AmazonSimpleNotificationServiceException>(
            () => FailWith("AuthorizationError", HttpStatusCode.Forbidden));
        await Assert.ThrowsAsync<AwsCallFailedException>(() => FailWith("Throttling", HttpStatusCode.BadRequest));
        await Assert.ThrowsAsync<AwsCallFailedException>(
            () => FailWith("InternalError", HttpStatusCode.InternalServerError));

        static Task<NoResult> FailWith(string code, HttpStatusCode status) => FailAsync(
            new AmazonSimpleNotificationServiceException(
                "made by the test", null!, ErrorType.Sender, code, "1", status));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_retried()
    {
        await Assert.ThrowsAsync<AwsCallFailedException>(() => FailAsync(new XmlException()));
        await Assert.ThrowsAsync<AwsCallFailedException>(
            () => FailAsync(new AmazonUnmarshallingException("1", "/", null, HttpStatusCode.OK)));
    }

    private IEnumerable<string?> Recipients() =>
        _aws.Mails.Select(mail => mail["MessageAttributes.entry.1.Value.StringValue"]).Order();

    private static Task<NoResult> FailAsync(Exception error) =>
        AwsCalls.ForTask<AskApproversInput, NoResult>((_, _) => throw error)(null!, new LambdaContext());

    private Task<NoResult> AskAsync(ApprovalRounds rounds, LambdaContext context) =>
        AwsCalls.ForTask<AskApproversInput, NoResult>(
            new AskApprovers(
                dynalite.Table,
                _aws.Channel(dynalite),
                Given.Links,
                _aws.Callback(),
                _aws.Announcer(),
                TimeProvider.System).HandleAsync)(
            new AskApproversInput("token", rounds.Id, 0, rounds.Rounds, "2026-11-20T10:00:00.000Z"), context);
}
