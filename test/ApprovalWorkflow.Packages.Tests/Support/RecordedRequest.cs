using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>A request as a server received it.</summary>
internal sealed record RecordedRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] BodyBytes)
{
    public string Body => Encoding.UTF8.GetString(BodyBytes);

    public JsonElement Json => JsonDocument.Parse(BodyBytes).RootElement;

    /// <summary>The fields of a form, decoded.</summary>
    public SortedDictionary<string, string> Form
    {
        get
        {
            var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var pair in Encoding.ASCII.GetString(BodyBytes).Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = pair.Split('=', 2);
                fields.Add(Decode(parts[0]), Decode(parts[1]));
            }
            return fields;
        }
    }

    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";

    public static async Task<RecordedRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(stream, cancellationToken);
        if (head is null)
            return null;
        var lines = head.Split("\r\n");
        var start = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        var length = int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        if (headers.GetValueOrDefault("Expect") == "100-continue")
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new(start[0], start[1], headers, body);
    }

    private static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
                return null;
            head.Add(one[0]);
        }
        return Encoding.Latin1.GetString([.. head], 0, head.Count - 4);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
