using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

[Collection(nameof(Dynalite))]
public sealed class RecordAnswerTests(Dynalite dynalite) : IDisposable
{
    private const string WithFields = """{"fields":[{"name":"ticket","required":true}]}""";
    private static readonly DateTimeOffset _answeredAt = new(2026, 11, 20, 10, 2, 0, TimeSpan.Zero);
    private readonly AwsStub _aws = new();

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData("""{"result":true}""", "approved", "{}")]
    [InlineData("""{"result":true,"fields":null}""", "approved", "{}")]
    [InlineData("""{"result":true,"fields":{"n":"\"A\" \\ é"}}""", "approved", """{"n":"\"A\" \\ é"}""")]
    [InlineData("""{"result":false}""", "rejected", "{}")]
    [InlineData("""{"result":false,"fields":{"a":1}}""", "rejected", "{}")]
    public async Task An_answer_by_the_CLI_does_all_that_a_click_does(string answer, string status, string fields)
    {
        var pending = await Given.PendingAsync(dynalite, _aws);

        var result = await RecordAsync(pending, answer);

        Assert.Equal(
            (pending.Id, status, "holder of the task token", "2026-11-20T10:02:00.000Z", "", fields),
            (result.Id, result.Status, result.DecidedBy, result.DecidedAt, result.Comment, result.Fields.GetRawText()));
        Assert.Empty(result.Comments);
        var item = await dynalite.ItemAsync(pending.Id);
        Assert.Equal((status, status, fields), (item["status"].S, item["outcome"].S, item["fieldValues"].S));
        await AssertDeliveredAsync(pending, [status, "delivered"]);
        var click = await Given.DecideAsync(
            dynalite, _aws, pending, "a@example.com", status == "approved" ? Given.Reject : Given.Approve);
        Assert.Equal(409, click.StatusCode);
    }

    [Theory]
    [InlineData("""{"result":true}""")]
    [InlineData("""{"result":true,"fields":null}""")]
    public async Task A_yes_without_required_fields_says_what_is_missing(string answer)
    {
        var pending = await Given.PendingAsync(dynalite, _aws, WithFields);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => RecordAsync(pending, answer));

        Assert.Equal(ErrorNames.InvalidAnswer, error.GetType().Name);
        Assert.Equal(
            "fields: are required to approve; answer the new task token with them, as in "
            + """{"result": true, "fields": {"name": "value"}}.""",
            error.Message);
        Assert.Null((await dynalite.Table.GetAsync(pending.Id)).Decision);
        Assert.Equal("approved", (await RecordAsync(pending, """{"result":true,"fields":{"ticket":"7"}}""")).Status);
    }

    [Fact]
    public async Task A_no_needs_no_fields() => Assert.Equal(
        "rejected",
        (await RecordAsync(await Given.PendingAsync(dynalite, _aws, WithFields), """{"result":false}""")).Status);

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("0")]
    [InlineData("\"x\"")]
    [InlineData("[true]")]
    [InlineData("{}")]
    [InlineData("""{"result":null}""")]
    [InlineData("""{"result":"true"}""")]
    [InlineData("""{"result":1}""")]
    [InlineData("""{"Result":true}""")]
    [InlineData("""{"result":{"result":true}}""")]
    [InlineData("""{"status":"approved","fields":{}}""")]
    public async Task A_mistyped_answer_decides_nothing_and_says_what_is_wrong(string answer)
    {
        var pending = await Given.PendingAsync(dynalite, _aws);

        var error = await Assert.ThrowsAsync<InvalidAnswerException>(() => RecordAsync(pending, answer));

        Assert.Equal(
            "result: must be true or false; answer the new task token, as in {\"result\": true}.", error.Message);
        var record = await dynalite.Table.GetAsync(pending.Id);
        Assert.Null(record.Decision);
        Assert.Equal(pending.TaskToken, record.TaskToken);
    }

    [Theory]
    [InlineData("""{"result":true,"status":"approved","decidedBy":"eve@example.com","fields":{}}""")]
    [InlineData("""{"result":false}""")]
    [InlineData("\"x\"")]
    public async Task A_decision_in_the_table_wins(string answer)
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"fields":[{"name":"ticket"}]}""");
        await Given.DecideAsync(dynalite, _aws, pending, "b@example.com", """
            {"decision":"approve","comment":"Go","fields":{"ticket":"CHG-7"}}
            """);

        var result = await RecordAsync(pending, answer);

        Assert.Equal(
            ("approved", "b@example.com", "Go", """{"ticket":"CHG-7"}"""),
            (result.Status, result.DecidedBy, result.Comment, result.Fields.GetRawText()));
        var comment = Assert.Single(result.Comments);
        Assert.Equal(("b@example.com", "Go"), (comment.Approver, comment.Comment));
        await AssertDeliveredAsync(pending, ["approved", "delivered"]);
    }

    [Fact]
    public async Task Each_outcome_has_its_event_and_the_input_as_it_was()
    {
        var approved = await OutcomeAsync((await Given.PendingAsync(dynalite, _aws)).Id, """{"result":true}""");
        var rejected = await OutcomeAsync((await Given.PendingAsync(dynalite, _aws)).Id, """{"result":false}""");
        var late = await Given.PendingAsync(dynalite, _aws);
        await Given.AskAsync(dynalite, _aws, late.Rounds, round: late.Rounds.Rounds.Count - 1);
        var expired = await OutcomeAsync(late.Id, """{"result":false}""");

        Assert.Equal(
            ["ApprovalApproved", "ApprovalRejected", "ApprovalExpired"],
            new[] { approved, rejected, expired }.Select(outcome => outcome.Event));
        Assert.Equal(("expired", "deadline"), (expired.Output.Approval.Status, expired.Output.Approval.DecidedBy));
        Assert.Contains("\"input\":{\"build\":7.10}", JsonSerializer.Serialize(
            approved, FunctionsJson.Default.RecordedOutcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_request_stays_withdrawn_if_its_execution_is_redriven()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        await new WithdrawRequest(dynalite.Table, "https://site.example", TimeProvider.System).HandleAsync(
            new WithdrawalInput(pending.Id, "The execution was stopped."), new LambdaContext());

        var error = await Assert.ThrowsAnyAsync<Exception>(() => RecordAsync(pending, """{"result":true}"""));

        Assert.Equal(ErrorNames.RequestWithdrawn, error.GetType().Name);
        Assert.Equal("withdrawn", (await dynalite.ItemAsync(pending.Id))["outcome"].S);
    }

    [Fact]
    public async Task A_try_that_is_repeated_changes_nothing()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        await RecordAsync(pending, """{"result":true}""");
        var before = await dynalite.ItemAsync(pending.Id);

        var result = await RecordAsync(pending, """{"result":false}""", _answeredAt.AddMinutes(1));

        Assert.Equal("approved", result.Status);
        Assert.Equal(before["deliveredAt"].S, (await dynalite.ItemAsync(pending.Id))["deliveredAt"].S);
    }

    [Fact]
    public async Task Answers_that_race_have_one_outcome()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var pending = await Given.PendingAsync(dynalite, _aws);
            var click = Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Reject);
            var result = await RecordAsync(pending, """{"result":true}""");
            Assert.Equal(result.Status == "rejected" ? 200 : 409, (await click).StatusCode);
            Assert.Equal(result.Status, (await dynalite.ItemAsync(pending.Id))["outcome"].S);
        }
    }

    [Fact]
    public async Task A_record_that_has_gone_is_not_made_anew()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => OutcomeAsync("gone", """{"result":true}"""));
        Assert.Null(await dynalite.Table.FindAsync("gone"));
    }

    private async Task<ApprovalResult> RecordAsync(PendingRequest pending, string answer, DateTimeOffset? at = null) =>
        (await OutcomeAsync(pending.Id, answer, at)).Output.Approval;

    private Task<RecordedOutcome> OutcomeAsync(string id, string answer, DateTimeOffset? at = null) =>
        new RecordAnswer(dynalite.Table).HandleAsync(
            new AnswerInput(id, Given.Json("""{"build":7.10}"""), Given.Json(answer), at ?? _answeredAt),
            new LambdaContext());

    private async Task AssertDeliveredAsync(PendingRequest pending, string[] events)
    {
        var record = await dynalite.Table.GetAsync(pending.Id);
        Assert.Equal((_answeredAt, null), (record.DeliveredAt, record.TaskToken));
        Assert.Equal(
            events.Order(),
            RequestHistory.Of(record).Select(each => each.Event).Except([RequestEvents.Asked]).Order());
    }
}
