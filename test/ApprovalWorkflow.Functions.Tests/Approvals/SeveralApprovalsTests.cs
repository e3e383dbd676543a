using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>Requests that take more than one approval.</summary>
[Collection(nameof(Dynalite))]
public sealed class SeveralApprovalsTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();
    private readonly TestClock _clock = new();

    public void Dispose() => _aws.Dispose();

    private async Task<(int Status, string Message)> AnswerAsync(PendingRequest pending, string approver, string body)
    {
        var response = await Given.DecideAsync(dynalite, _aws, pending, $"{approver}@example.com", body, _clock);
        return (response.StatusCode, JsonDocument.Parse(response.Body).RootElement.GetProperty("message").GetString()!);
    }

    private Task<PendingRequest> PendingAsync(string input) => Given.PendingAsync(dynalite, _aws, input, _clock);

    [Fact]
    public async Task The_last_required_approval_decides()
    {
        var pending = await PendingAsync("""{"requiredApprovals":2}""");
        Assert.Equal(
            (200, "Approval recorded: 1 of 2"),
            await AnswerAsync(pending, "b", """{"decision":"approve","comment":"Looks good"}"""));
        Assert.Empty(_aws.Answered);
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(
            (200, "Workflow approved successfully"),
            await AnswerAsync(pending, "a", """{"decision":"approve","comment":"Me too"}"""));
        Assert.Contains(
            "\"decidedBy\":\"b@example.com, a@example.com\",\"decidedAt\":\"2026-11-20T10:01:00.000Z\"",
            Assert.Single(_aws.Answered).Value,
            StringComparison.Ordinal);
        var item = await dynalite.ItemAsync(pending.Id);
        Assert.Equal(
            ("b@example.com, a@example.com", "Me too"), (item["decidedBy"].S, item["comment"].S));
        Assert.Equal(
            """[{"approver":"b@example.com","at":"2026-11-20T10:00:00.000Z","comment":"Looks good"},"""
            + """{"approver":"a@example.com","at":"2026-11-20T10:01:00.000Z","comment":"Me too"}]""",
            item["comments"].S);
        Assert.Equal((200, "Workflow approved successfully"), await AnswerAsync(pending, "b", Given.Approve));
        Assert.Single(_aws.Answered);
    }

    [Fact]
    public async Task An_approver_counts_once_and_cannot_change_the_answer()
    {
        var pending = await PendingAsync("""{"requiredApprovals":2}""");
        for (var i = 0; i < 3; i++)
            Assert.Equal((200, "Approval recorded: 1 of 2"), await AnswerAsync(pending, "a", Given.Approve));
        Assert.Equal(
            (409, "You already approved this request at 2026-11-20T10:00:00.000Z"),
            await AnswerAsync(pending, "a", Given.Reject));
        var record = (await dynalite.Table.FindAsync(pending.Id))!;
        Assert.Null(record.Decision);
        Assert.Single(record.History, each => each.Event == "approved");
    }

    [Fact]
    public async Task Nobody_writes_a_comment_in_another_approver_s_name()
    {
        var pending = await PendingAsync("""{"requiredApprovals":3}""");
        await AnswerAsync(
            pending, "a", """{"decision":"approve","comment":"fine\nb@example.com: For staging \"only\" 😀"}""");
        await AnswerAsync(pending, "b", Given.Approve);
        await AnswerAsync(pending, "c", """{"decision":"reject","comment":"No"}""");
        Assert.Equal(
            """[{"approver":"a@example.com","at":"2026-11-20T10:00:00.000Z","comment":"fine\nb@"""
            + """example.com: For staging \"only\" 😀"},"""
            + """{"approver":"c@example.com","at":"2026-11-20T10:00:00.000Z","comment":"No"}]""",
            (await dynalite.ItemAsync(pending.Id))["comments"].S);
    }

    [Fact]
    public async Task One_rejection_rejects()
    {
        var pending = await PendingAsync("""{"requiredApprovals":3}""");
        await AnswerAsync(pending, "a", Given.Approve);
        await AnswerAsync(pending, "b", Given.Approve);
        Assert.Equal((200, "Workflow rejected"), await AnswerAsync(pending, "c", Given.Reject));
        Assert.Contains(
            "\"status\":\"rejected\",\"decidedBy\":\"c@example.com\"",
            Assert.Single(_aws.Answered).Value,
            StringComparison.Ordinal);
        Assert.Equal(409, (await AnswerAsync(pending, "a", Given.Approve)).Status);
    }

    [Fact]
    public async Task The_requester_cannot_be_one_of_the_approvals()
    {
        var pending = await PendingAsync("""{"requiredApprovals":2,"requestedBy":"a@example.com"}""");
        Assert.Equal(403, (await AnswerAsync(pending, "a", Given.Approve)).Status);
        await AnswerAsync(pending, "b", Given.Approve);
        Assert.Equal((200, "Workflow approved successfully"), await AnswerAsync(pending, "c", Given.Approve));
    }

    [Fact]
    public async Task Only_those_who_have_not_answered_are_reminded()
    {
        var pending = await PendingAsync("""{"requiredApprovals":2}""");
        await AnswerAsync(pending, "b", Given.Approve);
        _aws.Mails.Clear();
        await Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1, _clock);
        Assert.Equal(
            ["a@example.com", "c@example.com"],
            _aws.Mails.Select(mail => mail["MessageAttributes.entry.1.Value.StringValue"]).Order());
        Assert.All(
            _aws.Mails,
            mail => Assert.Contains(
                "It takes 2 approvals; 1 is given so far.", mail["Message"], StringComparison.Ordinal));
        // Links of the first mail keep working.
        Assert.Equal(200, (await AnswerAsync(pending, "c", Given.Approve)).Status);
    }

    [Fact]
    public async Task Every_reader_sees_who_has_answered()
    {
        var pending = await PendingAsync("""{"requiredApprovals":2,"fields":[{"name":"ticket"}]}""");
        await AnswerAsync(pending, "b", """{"decision":"approve","comment":"ok","fields":{"ticket":"CHG-1"}}""");
        var view = (await new ViewRequest(dynalite.Table, Given.Images, Given.Group, _clock)
            .HandleAsync(Given.View(pending.Id, pending.Key), new LambdaContext())).Body;
        Assert.Contains("\"requiredApprovals\":2", view, StringComparison.Ordinal);
        Assert.Contains(
            """approvals":[{"approver":"b@example.com","at":"2026-11-20T10:00:00.000Z","comment":"ok",""" +
            "\"fields\":{\"ticket\":\"CHG-1\"}}]",
            view,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_5_approvers_with_50_clients_each_3_approvals_count(int rejecting)
    {
        var settings = Given.Settings with { Approvers = [.. "abcde".Select(name => $"{name}@example.com")] };
        var input = Given.Json("""{"requiredApprovals":3}""");
        var rounds = await new OpenRequest(dynalite.Table, settings, _clock).HandleAsync(
            new OpenRequestInput(Guid.NewGuid().ToString(), input, Given.ExecutionArn), new LambdaContext());
        var pending = new PendingRequest(
            rounds, await Given.AskAsync(dynalite, _aws, rounds, clock: _clock), Given.KeysIn(_aws));
        var clients = settings.Approvers.SelectMany((approver, n) => Enumerable.Repeat(
            (approver, body: n < rejecting ? Given.Reject : Given.Approve), 50)).ToList();
        Random.Shared.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(clients));
        var answers = await Task.WhenAll(clients.Select(client =>
            Task.Run(() => Given.DecideAsync(dynalite, _aws, pending, client.approver, client.body, _clock))));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is 200 or 409, answer.Body));
        var record = (await dynalite.Table.FindAsync(pending.Id))!;
        var given = record.History.Where(each => each.Event == "approved").Select(each => each.By).ToList();
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.Equal(given.Order(), record.Approvals.Keys.Order());
        if (record.Decision!.Status == "approved")
        {
            Assert.Equal(3, given.Count);
            Assert.Equal(given.Order(), record.Decision.DecidedBy.Split(", ").Order());
        }
        else
        {
            Assert.True(rejecting > 0 && given.Count < 3);
            Assert.Equal("a@example.com", record.Decision.DecidedBy);
        }
        Assert.Single(
            record.History,
            each => each.Event == record.Decision.Status && each.By == record.Decision.DecidedBy.Split(", ")[^1]);
        var callback = Assert.Single(_aws.Answered);
        Assert.Equal(pending.TaskToken, callback.Key);
        Assert.Contains(
            $"\"status\":\"{record.Decision.Status}\",\"decidedBy\":\"{record.Decision.DecidedBy}\"",
            callback.Value,
            StringComparison.Ordinal);
    }
}
