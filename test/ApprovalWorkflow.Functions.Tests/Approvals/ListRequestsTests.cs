using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>Lists. Each test has its own table.</summary>
public sealed class ListRequestsTests : IAsyncLifetime
{
    private readonly Dynalite _dynalite = new();
    private readonly AwsStub _aws = new();
    private readonly TestClock _clock = new();

    public Task InitializeAsync() => _dynalite.InitializeAsync();

    public Task DisposeAsync()
    {
        _aws.Dispose();
        return _dynalite.DisposeAsync();
    }

    private Task<ApiResponse> CallAsync(params (string Name, string Value)[] query) =>
        new ListRequests(_dynalite.Indexes, Given.Group, _clock).HandleAsync(
            Given.SignedIn(new()
            {
                Resource = "/approvals",
                HttpMethod = "GET",
                QueryStringParameters = query.ToDictionary(each => each.Name, each => each.Value),
            }),
            new LambdaContext());

    private async Task<RequestList> ListAsync(params (string Name, string Value)[] query)
    {
        var response = await CallAsync(query);
        Assert.True(response.StatusCode == 200, response.Body);
        return JsonSerializer.Deserialize(response.Body, FunctionsJson.Default.RequestList)!;
    }

    private async Task<PendingRequest> AddAsync(string subject, string? decision = null)
    {
        _clock.Now += TimeSpan.FromSeconds(1);
        var pending = await Given.PendingAsync(_dynalite, _aws, $$"""{"subject":"{{subject}}"}""", _clock);
        if (decision is not null) await Given.DecideAsync(_dynalite, _aws, pending, "a@example.com", decision, _clock);
        return pending;
    }

    private static IEnumerable<string> Subjects(RequestList list) => list.Items.Select(item => item.Subject);

    [Fact]
    public async Task Pending_requests_come_newest_first_with_what_a_list_shows()
    {
        await AddAsync("one");
        await AddAsync("done", Given.Reject);
        var two = await AddAsync("two");
        var list = await ListAsync();
        Assert.Equal(["two", "one"], Subjects(list));
        Assert.Null(list.Cursor);
        var first = list.Items[0];
        Assert.Equal((two.Id, "pending", 1), (first.Id, first.Status, first.RequiredApprovals));
        Assert.Equal(Given.Settings.Approvers, first.Approvers);
    }

    [Fact]
    public async Task Past_requests_of_every_outcome_are_one_list_in_pages()
    {
        for (var i = 0; i < 12; i++)
        {
            var pending = await AddAsync($"{i}", i % 3 == 0 ? Given.Approve : i % 3 == 1 ? Given.Reject : null);
            if (i % 3 == 2) await Given.AskAsync(
                _dynalite, _aws, pending.Rounds, pending.Rounds.Rounds.Count - 1, _clock);
        }
        foreach (var limit in new[] { 1, 2, 5, 12, 100 })
        {
            var subjects = new List<string>();
            string? cursor = null;
            do
            {
                var page = cursor is null
                    ? await ListAsync(("status", "past"), ("limit", $"{limit}"))
                    : await ListAsync(("status", "past"), ("limit", $"{limit}"), ("cursor", cursor));
                Assert.True(page.Items.Count <= limit);
                subjects.AddRange(Subjects(page));
                cursor = page.Cursor;
            }
            while (cursor is not null);
            Assert.Equal(Enumerable.Range(0, 12).Reverse().Select(i => $"{i}"), subjects);
        }
        Assert.Equal(["9", "6", "3", "0"], Subjects(await ListAsync(("status", "approved"))));
    }

    [Fact]
    public async Task A_search_finds_a_part_of_the_subject_in_any_case()
    {
        await AddAsync("Deploy v1");
        await AddAsync("Grant access");
        await AddAsync("DEPLOY v2");
        Assert.Equal(["DEPLOY v2", "Deploy v1"], Subjects(await ListAsync(("search", " deploy "))));
        Assert.Empty((await ListAsync(("search", "nothing"))).Items);
    }

    [Fact]
    public async Task Past_its_deadline_a_pending_request_shows_as_expired()
    {
        await AddAsync("late");
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal("expired", Assert.Single((await ListAsync()).Items).Status);
    }

    [Theory]
    [InlineData("status", "all")]
    [InlineData("status", "")]
    [InlineData("limit", "0")]
    [InlineData("limit", "101")]
    [InlineData("limit", "ten")]
    [InlineData("limit", "٣")]
    [InlineData("cursor", "")]
    [InlineData("cursor", "e30")]
    [InlineData("cursor", "bnVsbA")]
    [InlineData("cursor", "eyJhcHByb3ZlZCI6bnVsbH0")]
    [InlineData("cursor", "eyJwZW5kaW5nIjp7ImNyZWF0ZWRBdCI6ImEiLCJpZCI6ImIifX0")]
    [InlineData("cursor", "eyJwZW5kaW5nIjp7fX0")]
    public async Task A_bad_parameter_is_named(string name, string value)
    {
        var response = await CallAsync((name, value));
        Assert.Equal(400, response.StatusCode);
        Assert.StartsWith($$"""{"message":"{{name}}: """, response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_of_more_than_256_characters_is_refused() =>
        Assert.Equal(400, (await CallAsync(("search", new string('x', 257)))).StatusCode);
}
