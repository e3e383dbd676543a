using System.Text.Json;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>A function in its own process: what it takes from its environment and writes to its log.</summary>
public class ProcessTests
{
    private const string Trace = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1";

    [Fact]
    public async Task Logs_are_JSON_with_the_named_arguments()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new FunctionProcess(
            api, ("AWS_LAMBDA_LOG_FORMAT", "JSON"), ("AWS_LAMBDA_LOG_LEVEL", "INFO"));

        await api.InvokeAsync("""{"action":"log"}""", "r-1", ("Lambda-Runtime-Trace-Id", Trace));
        var records = await function.StopWithRecordsAsync();

        Assert.Equal(
            ["Information", "Warning", "Error", "Information"], records.Select(record => Text(record, "level")));
        Assert.All(records, record => Assert.Equal("r-1", Text(record, "requestId")));
        Assert.All(records, record => Assert.Equal(Trace, Text(record, "traceId")));
        Assert.All(
            records, record => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", Text(record, "timestamp")));
        Assert.Equal("request r-1 of 3 took 12.3 ms", Text(records[0], "message"));
        Assert.Equal("r-1", Text(records[0], "id"));
        Assert.Equal(3, records[0].GetProperty("count").GetInt32());
        Assert.Equal("12.3", Text(records[0], "elapsed"));
        Assert.Equal("no arguments, {braces} kept", Text(records[1], "message"));
        Assert.Equal("could not do it", Text(records[2], "message"));
        Assert.Equal("System.InvalidOperationException", Text(records[2], "errorType"));
        Assert.Equal("broken", Text(records[2], "errorMessage"));
        Assert.Equal("System.InvalidOperationException: broken", records[2].GetProperty("stackTrace")[0].GetString());
        Assert.Equal("a line", Text(records[3], "message"));
    }

    [Theory]
    [InlineData("ERROR", 1)]
    [InlineData("WARN", 2)]
    [InlineData("DEBUG", 5)]
    public async Task The_log_level_says_what_is_written(string level, int count)
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new FunctionProcess(
            api, ("AWS_LAMBDA_LOG_FORMAT", "JSON"), ("AWS_LAMBDA_LOG_LEVEL", level));

        await api.InvokeAsync("""{"action":"log"}""");

        Assert.Equal(count, (await function.StopWithRecordsAsync()).Count);
    }

    [Fact]
    public async Task Without_a_format_logs_are_text()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new FunctionProcess(
            api, ("AWS_LAMBDA_LOG_FORMAT", ""), ("AWS_LAMBDA_LOG_LEVEL", ""));

        await api.InvokeAsync("""{"action":"log"}""", "r-1");
        var lines = await function.StopAsync();

        Assert.Equal(
            [
                "r-1\tinfo\trequest r-1 of 3 took 12.3 ms",
                "r-1\twarn\tno arguments, {braces} kept",
                "r-1\tfail\tcould not do it",
                "System.InvalidOperationException: broken",
                "r-1\tinfo\ta line",
            ],
            lines.Select(WithoutTime));
    }

    [Fact]
    public async Task An_exception_of_the_handler_is_logged_and_does_not_end_the_process()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new FunctionProcess(api, ("AWS_LAMBDA_LOG_FORMAT", "JSON"));

        var error = await api.InvokeAsync("""{"action":"throw","text":"not today"}""", "r-1");
        var response = await api.InvokeAsync("""{"action":"echo","text":"still here"}""", "r-2");
        var record = Assert.Single(await function.StopWithRecordsAsync());

        Assert.Equal("NotSupportedException", Text(error.Json, "errorType"));
        Assert.Equal("""{"Text":"still here"}""", response.Body);
        Assert.Equal("Error", Text(record, "level"));
        Assert.Equal("r-1", Text(record, "requestId"));
        Assert.Equal("", Text(record, "message"));
        Assert.Equal("System.NotSupportedException", Text(record, "errorType"));
        Assert.Equal("not today", Text(record, "errorMessage"));
    }

    [Fact]
    public async Task The_invocations_trace_is_in_the_environment()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new FunctionProcess(api);

        var first = await api.InvokeAsync("""{"action":"trace"}""", "r-1", ("Lambda-Runtime-Trace-Id", Trace));
        var second = await api.InvokeAsync("""{"action":"trace"}""", "r-2", ("Lambda-Runtime-Trace-Id", "Root=2"));
        var third = await api.InvokeAsync("""{"action":"trace"}""", "r-3");

        Assert.Equal(Trace, Text(first.Json, "Text"));
        Assert.Equal("Root=2", Text(second.Json, "Text"));
        Assert.Equal("{}", third.Body);
    }

    [Fact]
    public async Task A_client_takes_credentials_region_endpoint_and_trace_from_the_environment()
    {
        await using var api = new FakeRuntimeApi();
        await using var states = new LoopbackServer(_ => Answer.Json(200, "{}"));
        await using var function = new FunctionProcess(
            api,
            ("AWS_ACCESS_KEY_ID", "AKIDENV"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "session"),
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ENDPOINT_URL_SFN", states.Url));

        var response = await api.InvokeAsync("""{"action":"callback"}""", "r-1", ("Lambda-Runtime-Trace-Id", Trace));
        Assert.Equal("""{"Text":"called back"}""", response.Body);
        var request = Assert.Single(states.Requests);

        Assert.Contains("Credential=AKIDENV/", request.Header("Authorization"), StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/states/aws4_request", request.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal("session", request.Header("X-Amz-Security-Token"));
        Assert.Equal(Trace, request.Header("X-Amzn-Trace-Id"));
    }

    [Fact]
    public async Task A_failed_initialization_ends_the_process()
    {
        await using var api = new FakeRuntimeApi();
        var report = api.ExpectReport();
        await using var function = new FunctionProcess(api, ("INITIALIZATION", "fails"));

        Assert.NotEqual(0, await function.ExitAsync());
        Assert.Equal("TABLE_NAME is not set.", Text((await report).Json, "errorMessage"));
    }

    /// <summary>A line of text without the time that it starts with, if it does.</summary>
    private static string WithoutTime(string line) =>
        string.Join('\t', line.Split('\t') is [_, .. { Length: > 0 } rest] ? rest : [line]);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
