using System.Collections.Concurrent;
using System.Globalization;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>The Lambda Runtime API as AWS documents it, with the events of a test.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private readonly BlockingCollection<Answer> _events = [];
    private readonly ConcurrentQueue<TaskCompletionSource<RecordedRequest>> _waiting = new();
    private readonly LoopbackServer _server;

    public FakeRuntimeApi() => _server = new LoopbackServer(AnswerAsync);

    public string Endpoint => _server.Authority;

    public LoopbackServer Server => _server;

    /// <summary>What the API answers to a report, for tests in which it fails.</summary>
    public Answer Accepted { get; set; } = Answer.Of(202, "application/json", """{"status":"OK"}""");

    /// <summary>Hands an event to the function, and waits for what it reports.</summary>
    public async Task<RecordedRequest> InvokeAsync(
        string json, string requestId = "8476a536", params (string, string)[] headers)
    {
        var report = ExpectReport();
        Send(Event(json, requestId, headers));
        return await report.WaitAsync(TimeSpan.FromSeconds(20));
    }

    public static Answer Event(string json, string requestId = "8476a536", params (string, string)[] headers)
    {
        var deadline = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeMilliseconds();
        return Answer.Of(
            200,
            "application/json",
            json,
            [
                ("Lambda-Runtime-Aws-Request-Id", requestId),
                ("Lambda-Runtime-Deadline-Ms", deadline.ToString(CultureInfo.InvariantCulture)),
                ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:decide"),
                .. headers,
            ]);
    }

    /// <summary>The next request that is not one for an event.</summary>
    public Task<RecordedRequest> ExpectReport()
    {
        var report = new TaskCompletionSource<RecordedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(report);
        return report.Task;
    }

    public void Send(Answer answer) => _events.Add(answer);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _events.Dispose();
    }

    private async Task<Answer> AnswerAsync(RecordedRequest request, CancellationToken stop)
    {
        if (request is { Method: "GET", Path: "/2018-06-01/runtime/invocation/next" })
            return await Task.Run(() => _events.Take(stop), stop);
        if (_waiting.TryDequeue(out var report))
            report.SetResult(request);
        return Accepted;
    }
}
