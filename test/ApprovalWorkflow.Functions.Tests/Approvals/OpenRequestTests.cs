using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

[Collection(nameof(Dynalite))]
public class OpenRequestTests(Dynalite dynalite)
{
    private readonly string _id = Guid.NewGuid().ToString();

    [Fact]
    public async Task The_record_says_what_was_asked()
    {
        var clock = new TestClock();
        await Given.OpenAsync(dynalite, _id, """{"subject":"Deploy v2?","message":"Now","requestedBy":"R@example.com","build":7}""", clock);
        var item = await dynalite.ItemAsync(_id);
        Assert.Equal(("pending", "Deploy v2?", "Now", "r@example.com", """{"build":7}"""),
            (item["status"].S, item["subject"].S, item["message"].S, item["requestedBy"].S, item["details"].S));
        Assert.Equal(("2026-11-20T10:00:00.000Z", "2026-11-20T11:00:00.000Z"), (item["createdAt"].S, item["expiresAt"].S));
        Assert.Equal((clock.Now + TimeSpan.FromSeconds(3600 + 86400)).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), item["purgeAt"].N);
        Assert.Equal(Given.ExecutionArn, item["executionArn"].S);
        Assert.Equal(Given.Settings.Approvers, item["approvers"].L.Select(address => address.S));
        Assert.DoesNotContain("outcome", item.Keys);
    }

    [Fact]
    public async Task A_second_call_with_the_same_id_leaves_the_record_alone()
    {
        var first = await Given.OpenAsync(dynalite, _id, """{"subject":"first"}""");
        var second = await Given.OpenAsync(dynalite, _id, """{"subject":"second"}""");
        Assert.Equal("first", (await dynalite.ItemAsync(_id))["subject"].S);
        Assert.Equal(first.Rounds, second.Rounds);
    }

    [Theory]
    [InlineData("""{}""", new[] { 1200, 1200, 1200, 3600 })]
    [InlineData("""{"remindAfterSeconds":1000}""", new[] { 1000, 1000, 1000, 600, 3600 })]
    [InlineData("""{"expiresAfterSeconds":10}""", new[] { 10, 3600 })]
    [InlineData("""{"remindAfterSeconds":9999}""", new[] { 3600, 3600 })]
    public async Task Rounds_remind_at_the_interval_and_end_at_the_deadline(string input, int[] rounds)
    {
        var planned = await Given.OpenAsync(dynalite, _id, input);
        Assert.Equal(rounds, planned.Rounds);
        Assert.Equal((0, rounds[0]), (planned.Round, planned.WaitSeconds));
    }

    [Fact]
    public void The_waits_before_the_last_round_add_up_to_the_deadline() => Prop.ForAll<PositiveInt, PositiveInt>((remind, expire) =>
    {
        var (remindAfter, expiresAfter) = (remind.Get * 7, expire.Get * 11);
        var rounds = Given.OpenAsync(dynalite, Guid.NewGuid().ToString(),
            $$"""{"approvers":["a@example.com"],"remindAfterSeconds":{{remindAfter}},"expiresAfterSeconds":{{expiresAfter}}}""").GetAwaiter().GetResult().Rounds;
        return rounds.SkipLast(1).Sum() == expiresAfter && rounds.All(wait => wait > 0);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"approvers":["x@example.com"]}""", "approvers")]
    [InlineData("""{"approvers":["a@example.com"],"requestedBy":"A@example.com"}""", "requestedBy")]
    [InlineData("""{"remindAfterSeconds":1}""", "remindAfterSeconds")]
    public async Task What_could_not_be_decided_is_refused_and_leaves_no_record(string input, string field)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Given.OpenAsync(dynalite, _id, input));
        Assert.Equal(field, error.Field);
        Assert.Empty(await dynalite.ItemAsync(_id) ?? []);
    }

    [Fact]
    public async Task A_request_may_ask_some_of_the_approvers()
    {
        await Given.OpenAsync(dynalite, _id, """{"approvers":["C@example.com"]}""");
        Assert.Equal(["c@example.com"], (await dynalite.ItemAsync(_id))["approvers"].L.Select(address => address.S));
    }
}
