using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>Lists. Each test has its own table.</summary>
public sealed class ListRequestsTests : IAsyncLifetime
{
    private readonly Dynalite _dynalite = new();
    private readonly AwsStub _aws = new();
    private readonly TestClock _clock = new();
    private string _person = "a@example.com";

    public Task InitializeAsync() => _dynalite.InitializeAsync();

    public Task DisposeAsync()
    {
        _aws.Dispose();
        return _dynalite.DisposeAsync();
    }

    private Task<ApiResponse> CallAsync(params (string Name, string Value)[] query) =>
        new ListRequests(_dynalite.Indexes, Given.Group, _clock).HandleAsync(
            Given.SignedIn(
                new()
                {
                    Resource = "/approvals",
                    HttpMethod = "GET",
                    QueryStringParameters = query.ToDictionary(each => each.Name, each => each.Value),
                },
                _person),
            new LambdaContext());

    private async Task<RequestList> ListAsync(params (string Name, string Value)[] query)
    {
        var response = await CallAsync(query);
        Assert.True(response.StatusCode == 200, response.Body);
        return JsonSerializer.Deserialize(response.Body, FunctionsJson.Default.RequestList)!;
    }

    private async Task<PendingRequest> AddAsync(string subject, string? decision = null, string more = "")
    {
        _clock.Now += TimeSpan.FromSeconds(1);
        var pending = await Given.PendingAsync(_dynalite, _aws, $$"""{"subject":"{{subject}}"{{more}}}""", _clock);
        if (decision is not null) await Given.DecideAsync(_dynalite, _aws, pending, "a@example.com", decision, _clock);
        return pending;
    }

    private static IEnumerable<string> Subjects(RequestList list) => list.Items.Select(item => item.Subject);

    [Fact]
    public async Task Pending_requests_come_by_deadline_with_what_a_list_shows()
    {
        await AddAsync("in an hour");
        await AddAsync("done", Given.Reject);
        var soon = await AddAsync("in ten minutes", more: ""","expiresAfterSeconds":600,"requiredApprovals":2""");
        await Given.DecideAsync(_dynalite, _aws, soon, "b@example.com", Given.Approve, _clock);
        var list = await ListAsync();
        Assert.Equal(["in ten minutes", "in an hour"], Subjects(list));
        Assert.Null(list.Cursor);
        var first = list.Items[0];
        Assert.Equal((soon.Id, "pending", 2), (first.Id, first.Status, first.RequiredApprovals));
        Assert.Equal(Given.Settings.Approvers, first.Approvers);
        Assert.Equal(["b@example.com"], first.ApprovedBy);
    }

    [Fact]
    public async Task What_waits_for_me_and_what_waits_for_others_are_two_lists()
    {
        var both = await AddAsync("two of us", more: ""","requiredApprovals":2""");
        await AddAsync("my own", more: ""","requestedBy":"A@example.com" """);
        await AddAsync("not asked", more: ""","approvers":["b@example.com"]""");
        await AddAsync("mine");
        Assert.Equal(["two of us", "mine"], Subjects(await ListAsync(("status", "waitingForMe"))));
        await Given.DecideAsync(_dynalite, _aws, both, "a@example.com", Given.Approve, _clock);
        Assert.Equal(["mine"], Subjects(await ListAsync(("status", "waitingForMe"))));
        Assert.Equal(
            ["two of us", "my own", "not asked"], Subjects(await ListAsync(("status", "waitingForOthers"))));
        Assert.Equal(
            ["two of us", "my own"], Subjects(await ListAsync(("status", "waitingForOthers"), ("mine", "true"))));
        _person = "b@example.com";
        Assert.Equal(
            ["two of us", "my own", "not asked", "mine"], Subjects(await ListAsync(("status", "waitingForMe"))));
    }

    [Theory]
    [InlineData("status", "pending")]
    [InlineData("status", "rejected")]
    [InlineData("status", "past")]
    [InlineData("search", "number")]
    public async Task A_page_that_ends_exactly_at_the_end_is_the_last(string name, string value)
    {
        for (var i = 0; i < 4; i++) await AddAsync($"number {i}", value is "rejected" or "past" ? Given.Reject : null);
        // A search continues past requests that do not match.
        if (name == "search") await AddAsync("another");
        var page = await ListAsync((name, value), ("limit", "2"));
        Assert.Equal((2, true), (page.Items.Count, page.Cursor is not null));
        page = await ListAsync((name, value), ("limit", "2"), ("cursor", page.Cursor!));
        Assert.Equal((2, null), (page.Items.Count, page.Cursor));
        Assert.Null((await ListAsync((name, value), ("limit", "4"))).Cursor);
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

    [Theory]
    [InlineData("deploy", "Deploy v1")]
    [InlineData(" DEPLOY  1 ", "Deploy v1")]
    [InlineData("strasse", "Straße sperren")]
    [InlineData("STRAẞE", "Straße sperren")]
    [InlineData("zoe", "Zoe\u0308 hires")]
    [InlineData("zo\u00eb", "Zoe\u0308 hires")]
    [InlineData("dana", "Grant access")]
    [InlineData("grant b@example", "Grant access")]
    [InlineData("łódź", "Lodz")]
    [InlineData("\u1112\u1161\u11ab", "한국")]
    [InlineData("ｌｏｄｚ", "Lodz")]
    public async Task A_search_finds_subjects_and_people_as_people_compare_them(string search, string subject)
    {
        await AddAsync("Deploy v1");
        await AddAsync("Grant access", more: ""","approvers":["b@example.com"],"requestedBy":"Dana" """);
        foreach (var each in new[] { "Straße sperren", "Zoe\u0308 hires", "Lodz", "한국" }) await AddAsync(each);
        Assert.Equal([subject], Subjects(await ListAsync(("search", search))));
        Assert.Empty((await ListAsync(("search", $"{search} nothing"))).Items);
    }

    [Fact]
    public async Task A_search_finds_who_decided_and_the_id()
    {
        var pending = await AddAsync("decided", Given.Reject);
        await AddAsync("other", Given.Reject);
        foreach (var id in new[] { pending.Id.ToUpperInvariant(), pending.Id[..8] })
            Assert.Equal(["decided"], Subjects(await ListAsync(("status", "past"), ("search", id))));
        Assert.Equal(2, (await ListAsync(("status", "past"), ("search", "a@example"))).Items.Count);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("past")]
    public async Task A_list_has_the_days_that_were_asked_for(string status)
    {
        for (var i = 0; i < 4; i++) await AddAsync($"{i}", status == "past" ? Given.Reject : null);
        var day = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
        var list = await ListAsync(
            ("status", status),
            ("from", Timestamps.From(day.AddSeconds(2))),
            ("before", Timestamps.From(day.AddSeconds(4))));
        Assert.Equal(["1", "2"], Subjects(list).Order());
        Assert.Null(list.Cursor);
    }

    [Fact]
    public async Task Mine_are_those_that_I_requested_was_asked_about_or_decided()
    {
        _person = "c@example.com";
        await AddAsync("asked", Given.Reject, ""","approvers":["a@example.com","c@example.com"]""");
        await AddAsync("others", Given.Reject, ""","approvers":["a@example.com"]""");
        await AddAsync("requested", Given.Reject, ""","approvers":["a@example.com"],"requestedBy":"c@example.com" """);
        Assert.Equal(["requested", "asked"], Subjects(await ListAsync(("status", "past"), ("mine", "true"))));
    }

    [Fact]
    public async Task Past_its_deadline_a_pending_request_shows_as_expired()
    {
        await AddAsync("late");
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal("expired", Assert.Single((await ListAsync()).Items).Status);
        Assert.Empty((await ListAsync(("status", "waitingForMe"))).Items);
    }

    [Theory]
    [InlineData("status", "all")]
    [InlineData("status", "")]
    [InlineData("mine", "yes")]
    [InlineData("from", "2026-11-20")]
    [InlineData("before", "")]
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
