using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>When the Runtime API itself fails, the function ends, and Lambda starts it anew.</summary>
[Collection(RunningFunction.Collection)]
public class RuntimeFaultTests
{
    [Fact]
    public async Task A_connection_dropped_while_waiting_is_opened_again()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        api.Send(Answer.Drop);

        Assert.Equal("""{"Text":"say"}""", (await api.InvokeAsync("""{"action":"say"}""")).Body);
        Assert.Equal(2, api.Server.Connections);
    }

    [Fact]
    public async Task A_refused_connection_ends_the_function()
    {
        var api = new FakeRuntimeApi();
        await api.DisposeAsync();
        await using var function = Start(api);

        await Assert.ThrowsAsync<HttpRequestException>(function.EndAsync);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: r-1\r\nContent-Length: 20\r\n\r\n{\"act")]
    public async Task A_broken_response_ends_the_function(string response)
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        api.Send(new([.. response.Select(character => (byte)character)], Close: true));

        await Assert.ThrowsAsync<HttpRequestException>(function.EndAsync);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task An_error_in_place_of_an_event_ends_the_function(int status)
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        api.Send(Answer.Of(status, "application/json", """{"errorMessage":"State transition is not allowed"}"""));

        var error = await CatchAsync<RuntimeApiClientException>(function);
        Assert.Equal(status, error.StatusCode);
        Assert.Contains("State transition is not allowed", error.Response, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 400, """{"errorType":"InvalidRequestID"}""")]
    [InlineData("", 413, """{"errorType":"Function.ResponseSizeTooLarge"}""")]
    [InlineData("throw", 403, """{"errorType":"Forbidden"}""")]
    public async Task A_report_that_is_refused_ends_the_function(string action, int status, string body)
    {
        await using var api = new FakeRuntimeApi { Accepted = Answer.Of(status, "application/json", body) };
        await using var function = Start(api);

        await api.InvokeAsync($$"""{"action":"{{action}}"}""");

        var error = await CatchAsync<RuntimeApiClientException>(function);
        Assert.Equal(status, error.StatusCode);
        Assert.Contains(body, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_without_a_request_id_ends_the_function()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);

        api.Send(Answer.Of(200, "application/json", """{"action":""}"""));

        await Assert.ThrowsAsync<KeyNotFoundException>(function.EndAsync);
    }

    [Fact]
    public async Task A_connection_closed_while_the_handler_ran_is_opened_again()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = Start(api);
        var report = api.ExpectReport();

        // The server closes without notice, like one whose connection was idle too long.
        api.Send(FakeRuntimeApi.Event("""{"action":"say"}""") with { Close = true });

        Assert.Equal("""{"Text":"say"}""", (await report.WaitAsync(TimeSpan.FromSeconds(20))).Body);
    }

    [Fact]
    public async Task A_program_that_Lambda_did_not_start_ends_when_it_asks_for_an_event()
    {
        using var bootstrap = LambdaBootstrapBuilder
            .Create<FunctionInput, FunctionOutput>(
                (_, _) => Task.FromResult(new FunctionOutput(null)),
                new SourceGeneratorLambdaJsonSerializer<FunctionJson>())
            .Build();

        await Assert.ThrowsAsync<UriFormatException>(() => bootstrap.RunAsync());
    }

    private static RunningFunction Start(FakeRuntimeApi api) => new(api, (input, _) => input.Action == "throw"
        ? throw new NotSupportedException()
        : Task.FromResult(new FunctionOutput(input.Action)));

    /// <summary>The exception that ends the function; the official client has its own types for some.</summary>
    private static async Task<TException> CatchAsync<TException>(RunningFunction function)
        where TException : Exception =>
        await Assert.ThrowsAnyAsync<TException>(function.EndAsync);
}
