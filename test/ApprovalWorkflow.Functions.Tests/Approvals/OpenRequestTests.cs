using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
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
        const string input = """{"subject":"Deploy v2?","message":"Now","requestedBy":"R@example.com","build":7}""";
        await Given.OpenAsync(dynalite, _id, input, clock);
        var item = await dynalite.ItemAsync(_id);
        Assert.Equal(("pending", "Deploy v2?", "Now", "r@example.com", """{"build":7}"""),
            (item["status"].S, item["subject"].S, item["message"].S, item["requestedBy"].S, item["details"].S));
        Assert.Equal(
            ("2026-11-20T10:00:00.000Z", "2026-11-20T11:00:00.000Z"), (item["createdAt"].S, item["expiresAt"].S));
        Assert.Equal(
            (clock.Now + TimeSpan.FromSeconds(3600 + 86400)).ToUnixTimeSeconds().ToString(
                System.Globalization.CultureInfo.InvariantCulture),
            item["purgeAt"].N);
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

    [Fact]
    public async Task A_stack_without_a_bucket_of_frames_refuses_an_image()
    {
        var input = Given.Json("""{"image":{"bucket":"frames-bucket","key":"frames/1.jpg"}}""");
        var settings = Given.Settings with { ShowsImages = false };

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            new OpenRequest(dynalite.Table, settings, TimeProvider.System).HandleAsync(
                new OpenRequestInput(_id, input, Given.ExecutionArn), new LambdaContext()));

        Assert.StartsWith("image: cannot be shown, because this stack has no bucket of frames;", error.Message);
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
    public void The_waits_before_the_last_round_add_up_to_the_deadline() =>
        Prop.ForAll<PositiveInt, PositiveInt>((remind, expire) =>
    {
        var (remindAfter, expiresAfter) = (remind.Get * 7, expire.Get * 11);
        var rounds = Given.OpenAsync(dynalite, Guid.NewGuid().ToString(), $$"""
            {
              "approvers": ["a@example.com"],
              "remindAfterSeconds": {{remindAfter}},
              "expiresAfterSeconds": {{expiresAfter}}
            }
            """).GetAwaiter().GetResult().Rounds;
        return rounds.SkipLast(1).Sum() == expiresAfter && rounds.All(wait => wait > 0);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"approvers":["x@example.com"]}""", "approvers")]
    [InlineData("""{"approvers":["a@example.com"],"requestedBy":"A@example.com"}""", "requestedBy")]
    [InlineData("""{"remindAfterSeconds":1}""", "remindAfterSeconds")]
    [InlineData("""{"requestedBy":"Ann <A@example.com>"}""", "requestedBy")]
    [InlineData("""{"requiredApprovals":4}""", "requiredApprovals")]
    [InlineData("""{"requiredApprovals":2,"approvers":["a@example.com"]}""", "requiredApprovals")]
    [InlineData("""{"requiredApprovals":3,"requestedBy":"a@example.com"}""", "requiredApprovals")]
    public async Task A_request_that_nobody_could_decide_is_refused_without_a_record(string input, string field)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Given.OpenAsync(dynalite, _id, input));
        Assert.Equal(field, error.Field);
        Assert.Empty(await dynalite.ItemAsync(_id) ?? []);
    }

    [Fact]
    public async Task A_request_whose_record_could_exceed_DynamoDBs_limit_is_refused()
    {
        var fields = string.Join(',', Enumerable.Range(0, 20).Select(n => $$"""{"name":"f{{n}}","maxLength":1000}"""));
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Given.OpenAsync(dynalite, _id, $$"""{"requiredApprovals":3,"fields":[{{fields}}]}"""));
        Assert.Equal("input", error.Field);
        await Given.OpenAsync(dynalite, _id, $$"""{"requiredApprovals":1,"fields":[{{fields}}]}""");
    }

    [Fact]
    public async Task A_request_that_could_exceed_the_limit_of_a_state_is_refused()
    {
        var fields = string.Join(',', Enumerable.Range(0, 10).Select(n => $$"""{"name":"f{{n}}","maxLength":1000}"""));
        var long_ = new string('x', 196_000);
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Given.OpenAsync(dynalite, _id, $$"""{"data":"{{long_}}","fields":[{{fields}}]}"""));
        Assert.Contains("an execution's state holds at most 262144", error.Message, StringComparison.Ordinal);
        await Given.OpenAsync(dynalite, _id, $$"""{"data":"{{long_}}"}""");
    }

    [Fact]
    public async Task Events_describe_a_request_without_secrets()
    {
        const string input = """{"subject":"s","message":"m","fields":[{"name":"n","required":true}]}""";
        var rounds = await Given.OpenAsync(dynalite, _id, input, new TestClock());
        Assert.True(rounds.RequiresFields);
        var expected = $$"""
            {
              "id": "{{_id}}", "executionArn": "{{Given.ExecutionArn}}", "subject": "s", "requestedBy": "",
              "approvers": ["a@example.com", "b@example.com", "c@example.com"], "requiredApprovals": 1,
              "createdAt": "2026-11-20T10:00:00.000Z", "expiresAt": "2026-11-20T11:00:00.000Z",
              "url": "https://site.example/approval.html#id={{_id}}"
            }
            """;
        var about = System.Text.Json.JsonSerializer.SerializeToElement(
            rounds, FunctionsJson.Default.ApprovalRounds).GetProperty("about");
        Assert.True(System.Text.Json.JsonElement.DeepEquals(Given.Json(expected), about), about.GetRawText());
    }

    [Fact]
    public async Task A_request_may_name_some_of_the_approvers()
    {
        await Given.OpenAsync(dynalite, _id, """{"approvers":["C@example.com"]}""");
        Assert.Equal(["c@example.com"], (await dynalite.ItemAsync(_id))["approvers"].L.Select(address => address.S));
    }
}
