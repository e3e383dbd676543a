using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// One kept-alive HTTP/1.1 connection to the Runtime API, which is plain HTTP on the same machine and takes one request
/// at a time. It blocks and never times out. With HttpClient, a function that calls nothing else takes 1.4 times as long
/// to start.
/// </summary>
internal sealed class HttpConnection(Uri server) : IDisposable
{
    private readonly byte[] _received = new byte[16 * 1024];
    private Socket? _socket;
    private int _start;
    private int _end;
    private volatile bool _disposed;

    /// <summary>Sends a request, and reads the whole response.</summary>
    /// <param name="head">The request line and headers but <c>Host</c>, without the empty line at the end.</param>
    /// <param name="body">The body, or nothing.</param>
    /// <exception cref="HttpRequestException">No connection, or not a response of HTTP/1.1.</exception>
    /// <exception cref="OperationCanceledException">The connection was disposed of meanwhile.</exception>
    public HttpResponse Send(string head, ReadOnlySpan<byte> body)
    {
        var bytes = Encoding.ASCII.GetBytes($"{head}Host: {server.Authority}\r\n\r\n");
        try
        {
            return Reuse(bytes, body)
                ?? TrySend(Connect(), bytes, body)
                ?? throw new IOException("The server closed the connection without a response.");
        }
        catch (Exception e) when (_disposed && e is SocketException or IOException or ObjectDisposedException)
        {
            throw new OperationCanceledException("The connection to the Lambda Runtime API was closed.", e);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new HttpRequestException(
                $"The Lambda Runtime API at {server.Authority} did not answer: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _socket?.Dispose();
    }

    /// <summary>
    /// The response over the connection that is there; null if there is none, or the server closed it, as it may have
    /// done while it was idle because the handler ran.
    /// </summary>
    private HttpResponse? Reuse(byte[] head, ReadOnlySpan<byte> body) =>
        _socket is { } socket && !socket.Poll(0, SelectMode.SelectRead) ? TrySend(socket, head, body) : null;

    private Socket Connect()
    {
        _socket?.Dispose();
        _start = _end = 0;
        var isAddress = IPAddress.TryParse(server.DnsSafeHost, out var address);
        var socket = isAddress
            ? new Socket(address!.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        _socket = socket;
        ObjectDisposedException.ThrowIf(_disposed, this);
        socket.NoDelay = true;
        if (isAddress)
            socket.Connect(address!, server.Port);
        else
            socket.Connect(server.DnsSafeHost, server.Port);
        return socket;
    }

    /// <summary>The response; null if the connection was closed before the first byte of it.</summary>
    private HttpResponse? TrySend(Socket socket, byte[] head, ReadOnlySpan<byte> body)
    {
        try
        {
            SendAll(socket, head);
            SendAll(socket, body);
            if (!Fill(socket))
                return null;
        }
        catch (SocketException e)
            when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown && !_disposed)
        {
            return null;
        }
        return Read(socket);
    }

    private HttpResponse Read(Socket socket)
    {
        var status = ReadLine(socket);
        if (!status.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            || !int.TryParse(status.AsSpan(9, Math.Min(3, status.Length - 9)), out var code))
        {
            throw new IOException($"Not a response of HTTP/1.1: \"{status}\".");
        }
        var headers = new Dictionary<string, string>(16, StringComparer.OrdinalIgnoreCase);
        for (var line = ReadLine(socket); line.Length > 0; line = ReadLine(socket))
        {
            var colon = line.IndexOf(':');
            if (colon > 0)
                headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        if (code < 200)
            return Read(socket);
        var body = ReadBody(socket, code, headers);
        if ("close".Equals(headers.GetValueOrDefault("Connection"), StringComparison.OrdinalIgnoreCase))
        {
            socket.Dispose();
            _socket = null;
        }
        return new HttpResponse(code, headers, body);
    }

    private byte[] ReadBody(Socket socket, int code, Dictionary<string, string> headers)
    {
        if (code is 204 or 304)
            return [];
        if (headers.TryGetValue("Transfer-Encoding", out var encoding))
        {
            return encoding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? ReadChunks(socket)
                : throw new IOException($"A response in the transfer encoding \"{encoding}\".");
        }
        if (!headers.TryGetValue("Content-Length", out var text) || !int.TryParse(text, out var length) || length < 0)
            throw new IOException("A response of unknown length.");
        var body = new byte[length];
        ReadExactly(socket, body);
        return body;
    }

    private byte[] ReadChunks(Socket socket)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = ReadLine(socket);
            if (!Utf8Parser.TryParse(Encoding.ASCII.GetBytes(size), out int length, out _, 'x') || length < 0)
                throw new IOException($"Not the size of a chunk: \"{size}\".");
            if (length == 0)
                break;
            var chunk = new byte[length];
            ReadExactly(socket, chunk);
            body.Write(chunk);
            ReadLine(socket);
        }
        while (ReadLine(socket).Length > 0)
        {
        }
        return body.ToArray();
    }

    private void ReadExactly(Socket socket, Span<byte> target)
    {
        var buffered = Math.Min(target.Length, _end - _start);
        _received.AsSpan(_start, buffered).CopyTo(target);
        _start += buffered;
        for (target = target[buffered..]; target.Length > 0;)
        {
            var read = socket.Receive(target);
            if (read == 0)
                throw new EndOfStreamException("The server closed the connection in the middle of a response.");
            target = target[read..];
        }
    }

    private string ReadLine(Socket socket)
    {
        while (true)
        {
            var length = _received.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_received, _start, length);
                _start += length + 1;
                return line.TrimEnd('\r');
            }
            if (_end - _start == _received.Length)
                throw new IOException("A line of the response's head is too long.");
            if (!Fill(socket))
                throw new EndOfStreamException("The server closed the connection in the middle of a response.");
        }
    }

    /// <summary>Receives more; false at the end.</summary>
    private bool Fill(Socket socket)
    {
        _received.AsSpan(_start, _end - _start).CopyTo(_received);
        _end -= _start;
        _start = 0;
        var read = socket.Receive(_received.AsSpan(_end));
        _end += read;
        return read > 0;
    }

    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[socket.Send(bytes)..];
    }
}

/// <summary>A response, read to its end.</summary>
internal sealed record HttpResponse(int Status, Dictionary<string, string> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string Text() => Encoding.UTF8.GetString(Body);
}
