using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>Answers AWS clients on the wire, for handlers with real clients.</summary>
public abstract class WireStub : IDisposable
{
    private readonly HttpListener _listener = new();

    protected WireStub()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    /// <summary>
    /// Breaks calls of clients that are created from now on. These clients try again. Null breaks none.
    /// </summary>
    public BrokenCalls? Broken { get; set; }

    protected static BasicAWSCredentials Credentials => new("local", "local");

    public void Dispose()
    {
        _listener.Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>The configuration of a client that calls this.</summary>
    /// <param name="triesAgain">
    /// Whether the client keeps its retries. Otherwise it tries once, unless calls are broken.
    /// </param>
    protected T Here<T>(T config, bool triesAgain = false)
        where T : ClientConfig
    {
        config.ServiceURL = Url;
        config.AuthenticationRegion = "us-east-1";
        config.HttpClientFactory = Broken;
        if (!triesAgain) config.MaxErrorRetry = Broken is null ? 0 : 5;
        return config;
    }

    /// <summary>The answer's status and body, JSON or XML.</summary>
    protected abstract (int Status, string Body) Answer(HttpListenerRequest request, string body);

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return; // Disposed.
            }
            _ = Task.Run(() => AnswerAsync(context));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var isChunked = context.Request.Headers["x-amz-decoded-content-length"] is not null;
        var sent = isChunked ? Unchunked(body.ToArray()) : body.ToArray();
        var (status, answer) = Answer(context.Request, Encoding.UTF8.GetString(sent));
        context.Response.StatusCode = status;
        context.Response.ContentType = answer.StartsWith('<') ? "text/xml" : "application/x-amz-json-1.0";
        // The bytes of a JPEG are no UTF-8.
        var encoding = answer.StartsWith('\u00FF') ? Encoding.Latin1 : Encoding.UTF8;
        await context.Response.OutputStream.WriteAsync(encoding.GetBytes(answer));
        context.Response.Close();
    }

    /// <summary>S3's client sends a body in signed chunks: a length, a signature, and so many bytes.</summary>
    private static byte[] Unchunked(byte[] bytes)
    {
        var (content, at) = (new MemoryStream(), 0);
        while (true)
        {
            var end = bytes.AsSpan(at).IndexOf("\r\n"u8) + at;
            var head = Encoding.ASCII.GetString(bytes, at, end - at).Split(';')[0];
            var length = int.Parse(head, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0) return content.ToArray();
            content.Write(bytes, end + 2, length);
            at = end + 2 + length + 2;
        }
    }
}
