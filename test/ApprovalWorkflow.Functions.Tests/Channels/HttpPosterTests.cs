using System.Net;
using System.Net.Sockets;
using System.Text;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels;

public sealed class HttpPosterTests : IDisposable
{
    private const string Path = "/hooks/0a1b2c3d";
    private readonly ReceiverStub _receiver = new();

    public void Dispose() => _receiver.Dispose();

    [Theory]
    [InlineData("https://prod-1.westus.logic.azure.com:443/workflows/1?sig=2", true)]
    [InlineData(" https://example.com/hook\n", true)]
    [InlineData("http://example.com/hook", false)]
    [InlineData("http://localhost:8080/hook", false)] // Only the local runner has another endpoint of AWS.
    [InlineData("ftp://example.com/hook", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/hook", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_has_https(string? text, bool isOne) =>
        Assert.Equal(isOne, HttpPoster.Address(text) is not null);

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task An_answer_of_2xx_says_that_it_was_taken(int status)
    {
        _receiver.Status = status;
        await SendAsync();
        var (body, headers) = Assert.Single(_receiver.Posts);
        Assert.Equal("""{"text":"ü"}""", body);
        Assert.Equal(("application/json; charset=utf-8", "7"), (headers["content-type"], headers["webhook-id"]));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(503)]
    public async Task Any_other_answer_is_a_failure_without_the_address_and_the_answers_text(int status)
    {
        _receiver.Status = status;
        _receiver.AnswerBody = "a secret of theirs";
        var error = await Assert.ThrowsAsync<ChannelException>(() => SendAsync());
        Assert.Equal($"answered {status}", error.Message);
        Assert.Null(error.InnerException);
        Assert.Single(_receiver.Posts);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = new ReceiverStub();
        var answer = $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere.Url}/\r\nContent-Length: 0\r\n\r\n";
        var error = await Assert.ThrowsAsync<ChannelException>(() => SendToAsync(answer));
        Assert.Equal("answered 307", error.Message);
        Assert.Empty(elsewhere.Posts);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_not_read() =>
        await SendToAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");

    [Fact]
    public async Task Who_does_not_answer_in_time_is_given_up()
    {
        var error = await Assert.ThrowsAsync<ChannelException>(() => SendToAsync("", seconds: 0.2));
        Assert.Equal("did not answer within 0.2 seconds", error.Message);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_not_named()
    {
        _receiver.Dispose();
        var error = await Assert.ThrowsAsync<ChannelException>(() => SendAsync());
        Assert.Equal("cannot be reached (ConnectionError)", error.Message);
        Assert.Null(error.InnerException);
    }

    private Task SendAsync() => SendAsync(_receiver.Url, 10);

    /// <summary>Sends to a server that answers with these bytes and keeps the connection.</summary>
    private static async Task SendToAsync(string answer, double seconds = 10)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sending = SendAsync($"http://{listener.LocalEndpoint}", seconds);
        using var connection = await listener.AcceptTcpClientAsync();
        await connection.GetStream().ReadExactlyAsync(new byte[1]);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        await sending;
    }

    private static Task SendAsync(string url, double seconds) =>
        new HttpPoster(TimeSpan.FromSeconds(seconds)).SendAsync(new HttpPost(
            new Uri(url + Path), """{"text":"ü"}""", new Dictionary<string, string> { ["webhook-id"] = "7" }));
}
