using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

[Collection(nameof(Dynalite))]
public sealed class WithdrawRequestTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();
    private readonly string _executionArn = $"{Given.ExecutionArn}-{Guid.NewGuid()}";

    public void Dispose() => _aws.Dispose();

    private async Task<PendingRequest> PendingAsync(string input = "{}")
    {
        var rounds = await new OpenRequest(dynalite.Table, Given.Settings, TimeProvider.System).HandleAsync(
            new OpenRequestInput(Guid.NewGuid().ToString(), Given.Json(input), _executionArn), new LambdaContext());
        return new PendingRequest(rounds, await Given.AskAsync(dynalite, _aws, rounds), Given.KeysIn(_aws));
    }

    /// <summary>As the state machine does: finds the requests, and withdraws each.</summary>
    private async Task<List<Withdrawal>> WithdrawAsync(string? cause = null)
    {
        var found = await new FindRequests(dynalite.Indexes)
            .HandleAsync(new EndedExecution(_executionArn, "ABORTED", cause), new LambdaContext());
        var withdrawals = new List<Withdrawal>();
        foreach (var id in found.Ids)
            withdrawals.Add(await new WithdrawRequest(dynalite.Table, "https://site.example", TimeProvider.System)
                .HandleAsync(new WithdrawalInput(id, found.Comment), new LambdaContext()));
        return withdrawals.FindAll(each => each.Withdrawn);
    }

    [Fact]
    public async Task The_end_of_an_execution_withdraws_its_requests()
    {
        var pending = await PendingAsync("""{"subject":"Deploy v2?"}""");
        var withdrawn = Assert.Single(await WithdrawAsync("No longer needed"));
        Assert.Equal((pending.Id, "Deploy v2?"), (withdrawn.Request!.Id, withdrawn.Request.Subject));
        Assert.Equal(
            ("withdrawn", "The execution was stopped: No longer needed"),
            (withdrawn.Approval!.Status, withdrawn.Approval.Comment));
        var item = await dynalite.ItemAsync(pending.Id);
        Assert.Equal(("withdrawn", "withdrawn"), (item["status"].S, item["outcome"].S));

        var click = await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve);
        Assert.Equal(410, click.StatusCode);
        Assert.Contains("withdrawn", click.Body, StringComparison.Ordinal);
        Assert.Empty(_aws.Answered);
    }

    [Theory]
    [InlineData("ABORTED", null, "The execution was stopped.")]
    [InlineData("FAILED", "No disk", "The execution failed: No disk")]
    [InlineData("TIMED_OUT", "", "The execution timed out.")]
    public async Task Why_it_was_withdrawn_is_said_in_words(string status, string? cause, string why) => Assert.Equal(
        why,
        (await new FindRequests(dynalite.Indexes)
            .HandleAsync(new EndedExecution(_executionArn, status, cause), new LambdaContext())).Comment);

    [Fact]
    public async Task A_second_call_announces_the_same_again_and_changes_nothing()
    {
        var pending = await PendingAsync();
        var first = Assert.Single(await WithdrawAsync("first"));
        var second = Assert.Single(await WithdrawAsync("second"));
        Assert.Equal(first.Approval!.Comment, second.Approval!.Comment);
        Assert.Single((await dynalite.Table.FindAsync(pending.Id))!.History, each => each.Event == "withdrawn");
    }

    [Fact]
    public async Task What_was_decided_stays_decided()
    {
        var decided = await PendingAsync();
        await Given.DecideAsync(dynalite, _aws, decided, "a@example.com", Given.Approve);
        var open = await PendingAsync("""{"requiredApprovals":2}""");
        await Given.DecideAsync(dynalite, _aws, open, "a@example.com", Given.Approve);
        Assert.Equal(open.Id, Assert.Single(await WithdrawAsync()).Request!.Id);
        Assert.Equal("approved", (await dynalite.ItemAsync(decided.Id))["status"].S);
        Assert.Equal("withdrawn", (await dynalite.ItemAsync(open.Id))["status"].S);
    }

    [Fact]
    public async Task An_execution_without_requests_withdraws_nothing() => Assert.Empty(await WithdrawAsync());

    [Fact]
    public async Task A_withdrawal_that_races_a_decision_has_one_outcome()
    {
        for (var attempt = 0; attempt < 25; attempt++)
        {
            var pending = await PendingAsync();
            var decide = Task.Run(() => Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve));
            var withdraw = Task.Run(() => WithdrawAsync());
            var (answer, withdrawn) = (await decide, await withdraw);
            var outcome = (await dynalite.ItemAsync(pending.Id))["outcome"].S;
            Assert.Equal(outcome == "approved" ? 200 : 410, answer.StatusCode);
            Assert.Equal(outcome == "withdrawn", withdrawn.Any(each => each.Request!.Id == pending.Id));
        }
    }
}
