using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Amazon.Runtime;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>What happens to a call.</summary>
public enum Breakage
{
    Refused,
    Throttled,
    Late,

    /// <summary>The call takes effect, but its answer is lost.</summary>
    AnswerLost,

    /// <summary>The function's process ends before the call.</summary>
    KilledBefore,

    /// <summary>The function's process ends after the call.</summary>
    KilledAfter,
}

/// <summary>
/// Breaks calls of AWS clients between SDK and wire: every tenth, one kind after the other, or one that a test names.
/// </summary>
public sealed class BrokenCalls(params Breakage[] kinds) : HttpClientFactory
{
    private const int Every = 10;
    private readonly SocketsHttpHandler _wire = new();
    private readonly AsyncLocal<StrongBox<bool>?> _isKilled = new();
    private int _calls;
    private int _mailsSentTwice;

    /// <summary>Whether every tenth call is broken.</summary>
    public bool IsOn { get; set; }

    /// <summary>A text in the call that loses its answer next; null for none.</summary>
    public string? LosesAnswerTo { get; set; }

    /// <summary>How often each kind happened.</summary>
    public ConcurrentDictionary<Breakage, int> Counts { get; } = new();

    /// <summary>Mails that SNS accepted, but whose answers were lost. The SDK sends them again.</summary>
    public int MailsSentTwice => _mailsSentTwice;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new Breaker(this), disposeHandler: false);

    /// <summary>Runs a function in a process that can be killed.</summary>
    public async Task<T> InProcessAsync<T>(Func<Task<T>> function)
    {
        _isKilled.Value = new(false);
        return await function();
    }

    private Breakage? Next(string body)
    {
        if (LosesAnswerTo is { } text && body.Contains(text, StringComparison.Ordinal))
        {
            LosesAnswerTo = null;
            return Breakage.AnswerLost;
        }
        if (!IsOn) return null;
        var call = Interlocked.Increment(ref _calls);
        return call % Every == 0 ? kinds[call / Every % kinds.Length] : null;
    }

    private static HttpResponseMessage Throttled(HttpRequestMessage request) =>
        request.Headers.Contains("X-Amz-Target")
            ? new(HttpStatusCode.BadRequest) { Content = Text("""{"__type":"ThrottlingException"}""") }
            : new(HttpStatusCode.ServiceUnavailable)
            {
                Content = Text("<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>"),
            };

    private static StringContent Text(string text) => new(text, Encoding.UTF8);

    private static HttpRequestException NoAnswer => new("made by the test", new IOException("made by the test"));

    private sealed class Breaker(BrokenCalls calls) : DelegatingHandler(calls._wire)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (calls._isKilled.Value is { Value: true }) throw new ProcessKilledException();
            var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
            var breakage = calls.Next(body);
            if (breakage is { } kind) calls.Counts.AddOrUpdate(kind, 1, (_, count) => count + 1);
            if (breakage is Breakage.Refused) throw NoAnswer;
            if (breakage is Breakage.Throttled) return Throttled(request);
            if (breakage is Breakage.KilledBefore) throw Kill();
            if (breakage is Breakage.Late) await Task.Delay(200, cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            if (breakage is Breakage.KilledAfter) throw Kill();
            if (breakage is not Breakage.AnswerLost) return answer;
            if (body.Contains("Action=Publish", StringComparison.Ordinal))
                Interlocked.Increment(ref calls._mailsSentTwice);
            throw NoAnswer;
        }

        private ProcessKilledException Kill()
        {
            calls._isKilled.Value!.Value = true;
            return new ProcessKilledException();
        }
    }
}

/// <summary>Ends a function. Its later calls fail, too, so that it cannot clean up.</summary>
public sealed class ProcessKilledException : Exception;
