using System.Text;
using Amazon.Lambda.RuntimeSupport;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>
/// When the Runtime API itself fails, the function ends, as with the official client, and Lambda starts it anew; what
/// HTTP/1.1 allows is not a fault.
/// </summary>
public class RuntimeFaultTests
{
    private const string Head = "Lambda-Runtime-Aws-Request-Id: r-1\r\n";

    [Fact]
    public async Task A_connection_dropped_while_waiting_ends_the_function()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        api.Send(Answer.Drop);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => function.Completion);
        Assert.Contains(api.Endpoint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_ends_the_function()
    {
        string endpoint;
        await using (var api = new FakeRuntimeApi())
            endpoint = api.Endpoint;
        await using var function = new RunningFunction(endpoint, (_, _) => Task.FromResult(new FunctionOutput(null)));

        await Assert.ThrowsAsync<HttpRequestException>(() => function.Completion);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task An_error_in_place_of_an_event_ends_the_function(int status)
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        api.Send(Answer.Of(status, "application/json", """{"errorMessage":"State transition is not allowed"}"""));

        var error = await Assert.ThrowsAsync<RuntimeApiClientException>(() => function.Completion);
        Assert.Equal(status, error.StatusCode);
        Assert.Contains("State transition is not allowed", error.Response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_that_is_too_large_ends_the_function()
    {
        await using var api = new FakeRuntimeApi
        {
            Accepted = Answer.Of(413, "application/json", """{"errorType":"Function.ResponseSizeTooLarge"}"""),
        };
        await using var function = Start(api);

        await api.InvokeAsync("""{"action":""}""");

        var error = await Assert.ThrowsAsync<RuntimeApiClientException>(() => function.Completion);
        Assert.Equal(413, error.StatusCode);
        Assert.Contains("Function.ResponseSizeTooLarge", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n" + Head + "Content-Length: 20\r\n\r\n{\"act")]
    [InlineData("HTTP/1.1 200 OK\r\n" + Head + "Transfer-Encoding: chunked\r\n\r\nd\r\n{\"act")]
    [InlineData("HTTP/1.1 200 OK\r\n" + Head)]
    [InlineData("HTTP/1.1 200 OK\r\n" + Head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n" + Head + "Transfer-Encoding: gzip\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n" + Head + "\r\n{\"action\":\"\"}")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 2\r\n\r\n")]
    [InlineData("HTTP/1.1 \r\n\r\n")]
    public async Task A_broken_response_ends_the_function(string response)
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        api.Send(new(Encoding.ASCII.GetBytes(response), Close: true));

        await Assert.ThrowsAsync<HttpRequestException>(() => function.Completion);
    }

    [Fact]
    public async Task An_event_without_a_request_id_ends_the_function()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        api.Send(Answer.Of(200, "application/json", """{"action":""}"""));

        await Assert.ThrowsAsync<RuntimeApiClientException>(() => function.Completion);
    }

    [Theory]
    [InlineData(
        "HTTP/1.1 200 OK\r\n" + Head + "Transfer-Encoding: chunked\r\n\r\n" +
        "5\r\n{\"act\r\nA;x=y\r\nion\":\"say\"\r\n1\r\n}\r\n0\r\nTrailer: t\r\n\r\n")]
    [InlineData(
        "HTTP/1.1 100 Continue\r\n\r\n" +
        "HTTP/1.1 200\r\nlambda-runtime-aws-request-id:r-1\r\ncontent-length:16\r\n\r\n{\"action\":\"say\"}")]
    [InlineData("HTTP/1.1 200 OK\n" + "Lambda-Runtime-Aws-Request-Id: r-1\nContent-Length: 16\n\n{\"action\":\"say\"}")]
    public async Task Any_framing_of_HTTP_is_understood(string response)
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);
        var report = api.ExpectReport();

        api.Send(new(Encoding.ASCII.GetBytes(response)));

        Assert.Equal("""{"text":"say"}""", (await report.WaitAsync(TimeSpan.FromSeconds(20))).Body);
        Assert.Equal("""{"text":"again"}""", (await api.InvokeAsync("""{"action":"again"}""")).Body);
        Assert.Equal(1, api.Server.Connections);
    }

    [Fact]
    public async Task A_server_may_close_the_connection_after_a_response()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        for (var i = 0; i < 3; i++)
        {
            var answer = FakeRuntimeApi.Event("""{"action":"say"}""", "r-1", ("Connection", "close"));
            var report = api.ExpectReport();
            api.Send(answer with { Close = true });
            Assert.Equal("""{"text":"say"}""", (await report.WaitAsync(TimeSpan.FromSeconds(20))).Body);
        }
        Assert.Equal(4, api.Server.Connections);
    }

    [Fact]
    public async Task A_connection_closed_while_the_handler_ran_is_opened_again()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);
        var report = api.ExpectReport();

        // The server closes without having said so, as one does with a connection that was idle too long.
        api.Send(FakeRuntimeApi.Event("""{"action":"say"}""") with { Close = true });

        Assert.Equal("""{"text":"say"}""", (await report.WaitAsync(TimeSpan.FromSeconds(20))).Body);
    }

    private static RunningFunction Start(FakeRuntimeApi api) =>
        new(api, (input, _) => Task.FromResult(new FunctionOutput(input.Action)));
}
