using System.Text;

namespace ApprovalWorkflow.Functions.Channels;

/// <param name="Headers">Beside the content's own.</param>
public sealed record HttpPost(Uri Url, string Json, IReadOnlyDictionary<string, string> Headers);

/// <summary>
/// Posts JSON. Neither the address nor the answer stands in a log or an error: the address may be a permission, and the
/// answer is the other side's.
/// </summary>
/// <param name="timeout">How long the other side may take to answer.</param>
public sealed class HttpPoster(TimeSpan timeout)
{
    private readonly HttpClient _http = Client(timeout);

    /// <summary>An address of https. The local runner's own are of http.</summary>
    /// <returns>Null if it is none.</returns>
    public static Uri? Address(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps
                || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback && AwsClients.Endpoint is not null))
            ? url
            : null;

    /// <exception cref="ChannelException">The other side did not take it.</exception>
    public async Task SendAsync(HttpPost post)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, post.Url)
        {
            Content = new StringContent(post.Json, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in post.Headers) request.Headers.Add(name, value);
        try
        {
            // The answer's body is left unread.
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (!response.IsSuccessStatusCode) throw new ChannelException($"answered {(int)response.StatusCode}");
        }
        catch (TaskCanceledException)
        {
            throw new ChannelException($"did not answer within {timeout.TotalSeconds} seconds");
        }
        catch (HttpRequestException error)
        {
            throw new ChannelException($"cannot be reached ({error.HttpRequestError})");
        }
    }

    /// <param name="address">What the addresses of calls are relative to; null if they are whole.</param>
    public static HttpClient Client(TimeSpan timeout, Uri? address = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Lambda stops the process between two invocations, and the other side drops the connection.
        PooledConnectionLifetime = TimeSpan.Zero,
    })
    {
        BaseAddress = address,
        Timeout = timeout,
    };
}
