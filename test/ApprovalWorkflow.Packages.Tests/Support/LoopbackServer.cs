using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>A local HTTP server that records requests and sends a test's answers, well formed or not.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RecordedRequest, CancellationToken, Task<Answer>> _answer;
    private readonly Task _accepting;
    private int _connections;

    public LoopbackServer(Func<RecordedRequest, Answer> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public LoopbackServer(Func<RecordedRequest, CancellationToken, Task<Answer>> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => _listener.LocalEndpoint.ToString()!;

    public string Url => $"http://{Authority}";

    public ConcurrentQueue<RecordedRequest> Requests { get; } = new();

    /// <summary>How many connections were opened.</summary>
    public int Connections => _connections;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                serving.Add(Task.Run(() => ServeAsync(client)));
            }
            catch (Exception e) when (e is OperationCanceledException || _stop.IsCancellationRequested)
            {
                break;
            }
        }
        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await RecordedRequest.ReadAsync(stream, _stop.Token) is { } request)
                {
                    Requests.Enqueue(request);
                    var answer = await _answer(request, _stop.Token);
                    await stream.WriteAsync(answer.Bytes, _stop.Token);
                    if (answer.Close)
                        return;
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client disconnected, or the test is over.
            }
        }
    }
}

/// <summary>What a server sends, and whether it closes the connection then.</summary>
internal sealed record Answer(byte[] Bytes, bool Close = false)
{
    /// <summary>Nothing but the end of the connection.</summary>
    public static Answer Drop { get; } = new([], Close: true);

    public static Answer Json(int status, string body, params (string Name, string Value)[] headers) =>
        Of(status, "application/x-amz-json-1.0", body, headers);

    public static Answer Xml(int status, string body) => Of(status, "text/xml", body);

    public static Answer SnsError(int status, string code) => Xml(
        status,
        $"<ErrorResponse><Error><Code>{code}</Code><Message>Because.</Message></Error></ErrorResponse>");

    public static Answer Of(int status, string contentType, string body, params (string Name, string Value)[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder(
            $"HTTP/1.1 {status} Status\r\nContent-Type: {contentType}\r\nContent-Length: {bytes.Length}\r\n");
        foreach (var (name, value) in headers)
            head.Append($"{name}: {value}\r\n");
        return new([.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. bytes]);
    }
}
