using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels;

[Collection(nameof(Dynalite))]
public sealed class RequestNotifierTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();
    private readonly Channel _channel = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task A_channel_is_told_of_the_request_its_reminders_and_its_outcome()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"subject":"Deploy v2?"}""");
        await AnnounceAsync(pending.Id, "ApprovalRequested");
        await Given.AskAsync(dynalite, _aws, pending.Rounds, round: 1);
        await AnnounceAsync(pending.Id, "ApprovalReminded", """{"number":1,"of":2}""");
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Reject);
        await AnnounceAsync(pending.Id, "ApprovalRejected");
        Assert.Equal(
            ["ApprovalRequested", "ApprovalReminded-1", "ApprovalRejected"],
            _channel.News.Select(news => news.Key));
        Assert.All(_channel.News, news => Assert.Equal("Deploy v2?", news.Request.Asked.Subject));
    }

    [Theory]
    [InlineData("ApprovalApproved")]
    [InlineData("ApprovalWithdrawn")]
    [InlineData("ApprovalReminded")]
    [InlineData("ApprovalReminded", """{"number":1,"of":2}""")]
    [InlineData("ApprovalReminded", """{"number":0,"of":2}""")]
    [InlineData("SomethingElse")]
    public async Task An_event_that_the_record_does_not_confirm_tells_nobody(string type, string reminder = "null")
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        await AnnounceAsync(pending.Id, type, reminder);
        await AnnounceAsync("no-request", type, reminder);
        Assert.Empty(_channel.News);
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_request_that_is_decided_by_now()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve);
        await AnnounceAsync(pending.Id, "ApprovalRequested");
        Assert.Empty(_channel.News);
    }

    [Fact]
    public async Task A_failure_stands_in_the_history_once_and_the_event_is_repeated()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        _channel.Failure = new ChannelException("answered 503");
        for (var tries = 0; tries < 2; tries++)
            await Assert.ThrowsAsync<ChannelException>(() => AnnounceAsync(pending.Id, "ApprovalRequested"));
        _channel.Failure = null;
        await AnnounceAsync(pending.Id, "ApprovalRequested");
        var history = (await dynalite.Table.GetAsync(pending.Id)).History;
        var unreached = Assert.Single(history, each => each.Event == "unreached");
        Assert.Equal("Chat: answered 503", unreached.Note);
        Assert.Single(_channel.News);
    }

    private Task<NoResult> AnnounceAsync(string id, string type, string reminder = "null") =>
        new RequestNotifier(dynalite.Table, _channel, new ToldNotices(dynalite.Items, "chat"), TimeProvider.System)
            .HandleAsync(
                JsonSerializer.Deserialize(
                    $$"""
                    {"detail-type": "{{type}}", "detail": {"request": {"id": "{{id}}"}, "reminder": {{reminder}} } }
                    """,
                    FunctionsJson.Default.RequestAnnouncement)!,
                new LambdaContext());

    private sealed class Channel : IRequestChannel
    {
        public List<RequestNews> News { get; } = [];

        public ChannelException? Failure { get; set; }

        public string Name => "Chat";

        public Task TellAsync(RequestNews news, ILambdaContext context)
        {
            if (Failure is not null) throw Failure;
            News.Add(news);
            return Task.CompletedTask;
        }
    }
}
