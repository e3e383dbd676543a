using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels;

[Collection(nameof(Dynalite))]
public sealed class PostingChannelTests : IDisposable
{
    private readonly AwsStub _aws = new();
    private readonly ReceiverStub _receiver = new();
    private readonly TestClock _clock = new();
    private readonly Dynalite _dynalite;
    private readonly RequestNotifier _notifier;

    public PostingChannelTests(Dynalite dynalite)
    {
        _dynalite = dynalite;
        _receiver.Secret = $"{_receiver.Url}/hooks/0a1b2c3d";
        var told = new ToldNotices(dynalite.Items, "chat");
        var secret = new CachedSecret<string>(
            _receiver.Secrets(), "my/chat", text => text.Length == 0 ? null : text, "an address", _clock);
        var channel = new PostingChannel<string>(
            "Chat",
            secret,
            (news, url) => new HttpPost(new Uri(url), $"\"{news.Key}\"", new Dictionary<string, string>()),
            told,
            new HttpPoster(TimeSpan.FromSeconds(10)));
        _notifier = new RequestNotifier(dynalite.Table, channel, told, _clock);
    }

    public void Dispose()
    {
        _aws.Dispose();
        _receiver.Dispose();
    }

    [Fact]
    public async Task An_event_that_comes_twice_is_told_once()
    {
        var pending = await Given.PendingAsync(_dynalite, _aws);
        await AnnounceAsync(pending.Id, "ApprovalRequested");
        await AnnounceAsync(pending.Id, "ApprovalRequested");
        await AnnounceAsync(pending.Id, "ApprovalReminded");
        Assert.Equal(["\"ApprovalRequested\"", "\"ApprovalReminded-1\""], _receiver.Posts.Select(post => post.Body));
    }

    [Fact]
    public async Task What_failed_is_told_when_it_is_tried_again_and_the_history_does_not_say_where()
    {
        var pending = await Given.PendingAsync(_dynalite, _aws);
        _receiver.Status = 503;
        await Assert.ThrowsAsync<ChannelException>(() => AnnounceAsync(pending.Id, "ApprovalRequested"));
        _receiver.Status = 200;
        await AnnounceAsync(pending.Id, "ApprovalRequested");
        Assert.Equal(2, _receiver.Posts.Count);
        var history = (await _dynalite.Table.GetAsync(pending.Id)).History;
        Assert.Equal("Chat: answered 503", Assert.Single(history, each => each.Event == "unreached").Note);
    }

    [Fact]
    public async Task A_new_secret_counts_within_five_minutes()
    {
        var pending = await Given.PendingAsync(_dynalite, _aws);
        await AnnounceAsync(pending.Id, "ApprovalRequested");
        using var other = new ReceiverStub();
        _receiver.Secret = other.Url;
        _clock.Now += TimeSpan.FromMinutes(4);
        await AnnounceAsync(pending.Id, "ApprovalReminded", 1);
        _clock.Now += TimeSpan.FromMinutes(1);
        await AnnounceAsync(pending.Id, "ApprovalReminded", 2);
        Assert.Equal((2, 1), (_receiver.Posts.Count, other.Posts.Count));
    }

    [Theory]
    [InlineData(null, "Chat: the secret my/chat cannot be read: ResourceNotFoundException")]
    [InlineData("", "Chat: the secret my/chat must be an address")]
    public async Task The_history_says_what_is_wrong_with_the_secret(string? secret, string problem)
    {
        var pending = await Given.PendingAsync(_dynalite, _aws);
        _receiver.Secret = secret;
        await Assert.ThrowsAsync<ChannelException>(() => AnnounceAsync(pending.Id, "ApprovalRequested"));
        var history = (await _dynalite.Table.GetAsync(pending.Id)).History;
        Assert.Equal(problem, Assert.Single(history, each => each.Event == "unreached").Note);
    }

    private async Task AnnounceAsync(string id, string type, int reminder = 1) => await _notifier.HandleAsync(
        new RequestAnnouncement(
            type,
            new AnnouncementDetail(
                new AnnouncedRequest(id),
                type == "ApprovalReminded" ? await GivenNews.ReminderAsync(_dynalite, id, reminder) : null)),
        new LambdaContext());
}
