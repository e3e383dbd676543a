namespace ApprovalWorkflow.Functions.Channels;

/// <summary>A channel that posts each message to one address, which its secret has.</summary>
/// <param name="name">For the history.</param>
/// <param name="write">Makes the message of the news and the secret.</param>
public sealed class PostingChannel<T>(
    string name, CachedSecret<T> secret, Func<RequestNews, T, HttpPost> write, ToldNotices told, HttpPoster poster)
    : IRequestChannel
    where T : class
{
    public string Name => name;

    public async Task TellAsync(RequestNews news, ILambdaContext context)
    {
        if (await told.FindAsync(news.Request, news.Key) is not null) return;
        await poster.SendAsync(write(news, await secret.ReadAsync()));
        await told.NoteAsync(news.Request, news.Key, Timestamps.From(news.At));
    }
}
