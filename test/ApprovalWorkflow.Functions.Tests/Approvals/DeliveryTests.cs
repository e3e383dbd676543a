using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>What happens to a decision when its callback fails, comes late or meets others.</summary>
[Collection(nameof(Dynalite))]
public sealed class DeliveryTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();

    public void Dispose() => _aws.Dispose();

    private Task<ApiResponse> DecideAsync(
        PendingRequest pending, string key, string body, TimeProvider? clock = null, LambdaContext? context = null) =>
        new DecideRequest(
            dynalite.Table,
            _aws.Callback(),
            Given.Group,
            clock ?? TimeProvider.System).HandleAsync(
            Given.Decide(pending.Id, key, body), context ?? new LambdaContext());

    [Fact]
    public async Task A_failed_callback_is_repeated_on_the_next_click()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        _aws.FailingCallbacks = 1;
        var first = await DecideAsync(pending, pending.Key, Given.Approve);
        Assert.Equal(503, first.StatusCode);
        Assert.Contains("recorded", first.Body, StringComparison.Ordinal);
        Assert.Empty(_aws.Answered);
        Assert.Equal(200, (await DecideAsync(pending, pending.Key, Given.Approve)).StatusCode);
        Assert.Contains("approved", _aws.Answered[pending.TaskToken], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_says_how_long_a_decision_was_not_delivered()
    {
        var clock = new TestClock();
        var context = new LambdaContext();
        var pending = await Given.PendingAsync(dynalite, _aws, clock: clock);
        _aws.FailingCallbacks = 1;
        await DecideAsync(pending, pending.Key, Given.Approve, clock, context);
        clock.Now += TimeSpan.FromSeconds(90);
        _aws.EndTask(pending.TaskToken);
        await DecideAsync(pending, pending.Key, Given.Approve, clock, context);
        await Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1, clock, context);

        var late = context.Lines.Where(line => line.Contains("{undeliveredSeconds}", StringComparison.Ordinal));
        Assert.Collection(
            late,
            line => Assert.Contains($" {pending.Id} 0 ", line, StringComparison.Ordinal),
            line => Assert.EndsWith($" {pending.Id} 90", line, StringComparison.Ordinal),
            line => Assert.EndsWith($" {pending.Id} approved 90", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_callback_is_repeated_even_by_another_approvers_click()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        _aws.FailingCallbacks = 1;
        await DecideAsync(pending, pending.Key, Given.Approve);
        Assert.Equal(409, (await DecideAsync(pending, pending.Keys["b@example.com"], Given.Reject)).StatusCode);
        Assert.Contains("approved", _aws.Answered[pending.TaskToken], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_callback_is_repeated_by_the_next_round()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        _aws.FailingCallbacks = 1;
        await DecideAsync(pending, pending.Key, Given.Reject);
        var token = await Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1);
        Assert.Contains("\"status\":\"rejected\"", _aws.Answered[token], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Step_Functions_a_decision_is_recorded_and_the_approver_learns_it()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var callback = _aws.Callback();
        _aws.Dispose();
        var response = await new DecideRequest(dynalite.Table, callback, Given.Group, TimeProvider.System)
            .HandleAsync(Given.Decide(pending.Id, pending.Key, Given.Approve), new LambdaContext());
        Assert.Equal(503, response.StatusCode);
        Assert.Equal("approved", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }

    [Theory]
    [InlineData("RUNNING", 200)]
    [InlineData("SUCCEEDED", 200)]
    [InlineData("ABORTED", 410)]
    [InlineData("FAILED", 410)]
    [InlineData("TIMED_OUT", 410)]
    public async Task A_task_that_has_ended_is_explained_by_its_execution(string executionStatus, int status)
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        _aws.EndTask(pending.TaskToken);
        _aws.ExecutionStatus = executionStatus;
        Assert.Equal(status, (await DecideAsync(pending, pending.Key, Given.Approve)).StatusCode);
        Assert.Equal("approved", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }

    [Theory]
    [InlineData("RUNNING", 200)]
    [InlineData("ABORTED", 410)]
    public async Task A_decision_before_the_first_round_is_delivered_by_it_if_it_comes(
        string executionStatus, int status)
    {
        var rounds = await Given.OpenAsync(dynalite, Guid.NewGuid().ToString());
        _aws.ExecutionStatus = executionStatus;
        var answer = await new DecideRequest(dynalite.Table, _aws.Callback(), Given.Group, TimeProvider.System)
            .HandleAsync(Given.DecideSignedIn(rounds.Id, Given.Approve), new LambdaContext());
        Assert.Equal(status, answer.StatusCode);
        var view = await new ViewRequest(dynalite.Table, Given.Images, Given.Group, TimeProvider.System)
            .HandleAsync(Given.ViewSignedIn(rounds.Id), new LambdaContext());
        Assert.Contains("\"delivered\":false", view.Body, StringComparison.Ordinal);
        var token = await Given.AskAsync(dynalite, _aws, rounds);
        Assert.Contains("approved", _aws.Answered[token], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_50_clients_that_race_one_decision_wins_and_is_delivered_once()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var clients = Enumerable.Range(0, 50).Select(n => (
            Approver: pending.Keys.Keys.ElementAt(n % 3),
            Body: n % 2 == 0 ? Given.Approve : Given.Reject,
            Status: n % 2 == 0 ? "approved" : "rejected")).ToList();
        var answers = await Task.WhenAll(
            clients.Select(client => Task.Run(() => DecideAsync(pending, pending.Keys[client.Approver], client.Body))));

        var item = await dynalite.ItemAsync(pending.Id);
        var winner = item["outcome"].S;
        Assert.Contains(
            $"\"status\":\"{winner}\",\"decidedBy\":\"{item["decidedBy"].S}\"",
            Assert.Single(_aws.Answered).Value,
            StringComparison.Ordinal);
        Assert.All(
            clients.Zip(answers),
            pair => Assert.Equal(
                pair.First.Status == winner && pair.First.Approver == item["decidedBy"].S ? 200 : 409,
                pair.Second.StatusCode));
        Assert.All(answers.Where(answer => answer.StatusCode == 409), answer =>
            Assert.Contains($"Already {winner} by {item["decidedBy"].S}", answer.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decision_that_races_the_next_round_reaches_the_task_that_waits_now()
    {
        for (var attempt = 0; attempt < 25; attempt++)
        {
            var pending = await Given.PendingAsync(dynalite, _aws);
            _aws.EndTask(pending.TaskToken); // It timed out, which is why there is a next round.
            var decide = Task.Run(() => DecideAsync(pending, pending.Key, Given.Approve));
            var ask = Task.Run(() => Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1));
            var (answer, newToken) = (await decide, await ask);
            Assert.Equal(200, answer.StatusCode);
            Assert.Contains("approved", _aws.Answered[newToken], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_decision_that_races_the_deadline_has_one_outcome()
    {
        for (var attempt = 0; attempt < 25; attempt++)
        {
            var pending = await Given.PendingAsync(dynalite, _aws);
            var decide = Task.Run(() => DecideAsync(pending, pending.Key, Given.Approve));
            var expire = Task.Run(
                () => Given.AskAsync(dynalite, _aws, pending.Rounds, pending.Rounds.Rounds.Count - 1));
            var (answer, lastToken) = (await decide, await expire);
            var outcome = (await dynalite.ItemAsync(pending.Id))["outcome"].S;
            Assert.Equal(outcome == "approved" ? 200 : 410, answer.StatusCode);
            Assert.Contains($"\"status\":\"{outcome}\"", _aws.Answered[lastToken], StringComparison.Ordinal);
        }
    }
}
