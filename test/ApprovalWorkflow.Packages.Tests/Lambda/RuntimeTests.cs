using System.Text.Json;
using Amazon.Lambda.Core;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>The runtime client against the Runtime API that AWS documents.</summary>
[Collection(RunningFunction.Collection)]
public class RuntimeTests
{
    [Fact]
    public async Task An_event_is_handled_and_its_result_sent()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new RunningFunction(
            api, (input, _) => Task.FromResult(new FunctionOutput($"{input.Action}, {input.Text}")));

        var response = await api.InvokeAsync("""{"action":"say","text":"grün"}""");

        Assert.Equal("POST", response.Method);
        Assert.Equal("/2018-06-01/runtime/invocation/8476a536/response", response.Path);
        Assert.Equal("application/json", response.Header("Content-Type"));
        Assert.Equal("""{"Text":"say, grün"}""", response.Body);
        Assert.Equal(api.Endpoint, response.Header("Host"));
    }

    [Fact]
    public async Task Events_come_one_after_the_other_over_one_connection()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new RunningFunction(
            api, (input, context) => Task.FromResult(new FunctionOutput(context.AwsRequestId + input.Text)));

        for (var i = 0; i < 20; i++)
        {
            var text = new string('x', i * 1000);
            var response = await api.InvokeAsync($$"""{"action":"","text":"{{text}}"}""", $"r-{i}");
            Assert.Equal($$"""{"Text":"r-{{i}}{{text}}"}""", response.Body);
        }
        Assert.Equal(1, api.Server.Connections);
    }

    [Fact]
    public async Task The_context_says_what_the_headers_say()
    {
        await using var api = new FakeRuntimeApi();
        ILambdaContext? seen = null;
        var remaining = TimeSpan.Zero;
        await using var function = new RunningFunction(api, (_, context) =>
        {
            seen = context;
            remaining = context.RemainingTime;
            return Task.FromResult(new FunctionOutput(null));
        });

        await api.InvokeAsync(
            """{"action":""}""",
            "r-1",
            (
                "Lambda-Runtime-Client-Context",
                """{"client":{"app_title":"phone","installation_id":"i-1"},"custom":{"a":"b"},"env":{"os":"x"}}"""),
            ("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"id-1","cognitoIdentityPoolId":"pool-1"}"""));

        Assert.NotNull(seen);
        Assert.Equal("r-1", seen.AwsRequestId);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:decide", seen.InvokedFunctionArn);
        Assert.InRange(remaining, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        Assert.Equal("phone", seen.ClientContext.Client.AppTitle);
        Assert.Equal("i-1", seen.ClientContext.Client.InstallationId);
        Assert.Equal("b", seen.ClientContext.Custom["a"]);
        Assert.Equal("x", seen.ClientContext.Environment["os"]);
        Assert.Equal("id-1", seen.Identity.IdentityId);
        Assert.Equal("pool-1", seen.Identity.IdentityPoolId);
    }

    [Fact]
    public async Task A_handlers_exception_is_reported_and_the_next_event_handled()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new RunningFunction(api, (input, _) => input.Action == "fail"
            ? throw new InvalidDataException("no \"approvers\" – grün", new FormatException("inner"))
            : Task.FromResult(new FunctionOutput("fine")));

        var error = await api.InvokeAsync("""{"action":"fail"}""", "r-1");
        var response = await api.InvokeAsync("""{"action":""}""", "r-2");

        Assert.Equal("/2018-06-01/runtime/invocation/r-1/error", error.Path);
        Assert.Equal("application/vnd.aws.lambda.error+json", error.Header("Content-Type"));
        Assert.Equal("InvalidDataException", error.Header("Lambda-Runtime-Function-Error-Type"));
        Assert.Equal("InvalidDataException", error.Json.GetProperty("errorType").GetString());
        Assert.Equal("no \"approvers\" – grün", error.Json.GetProperty("errorMessage").GetString());
        Assert.Contains(
            error.Json.GetProperty("stackTrace").EnumerateArray(),
            line => line.GetString()!.StartsWith("at ApprovalWorkflow.", StringComparison.Ordinal));
        Assert.Equal("FormatException", error.Json.GetProperty("cause").GetProperty("errorType").GetString());
        var cause = JsonDocument.Parse(error.Header("Lambda-Runtime-Function-XRay-Error-Cause")!).RootElement;
        Assert.Equal("InvalidDataException", cause.GetProperty("exceptions")[0].GetProperty("type").GetString());
        Assert.Equal("/2018-06-01/runtime/invocation/r-2/response", response.Path);
    }

    [Fact]
    public async Task Exceptions_within_an_aggregate_are_all_reported()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new RunningFunction(
            api, (_, _) => throw new AggregateException(new FormatException("one"), new TimeoutException("two")));

        var error = await api.InvokeAsync("""{"action":""}""");

        Assert.Equal(
            ["FormatException", "TimeoutException"],
            error.Json.GetProperty("causes").EnumerateArray().Select(
                cause => cause.GetProperty("errorType").GetString()));
    }

    [Fact]
    public async Task An_error_longer_than_Lambdas_limit_is_cut()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new RunningFunction(
            api, (input, _) => throw new InvalidDataException(
                input.Action == "all" ? new string('x', 300_000) : "short",
                new FormatException(new string('x', 300_000))));

        var outer = await api.InvokeAsync("""{"action":""}""");
        var all = await api.InvokeAsync("""{"action":"all"}""");

        // An error that is too long has a note in place of its message, and no type.
        Assert.Equal("short", outer.Json.GetProperty("errorMessage").GetString());
        Assert.Equal(
            all.Json.GetProperty("errorMessage").GetString(),
            outer.Json.GetProperty("cause").GetProperty("errorMessage").GetString());
        Assert.False(outer.Json.GetProperty("cause").TryGetProperty("errorType", out _));
        Assert.False(all.Json.TryGetProperty("errorType", out _));
        Assert.Equal("InvalidDataException", all.Header("Lambda-Runtime-Function-Error-Type"));
    }

    [Theory]
    [InlineData("{\"action\":")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("")]
    public async Task An_event_that_is_not_the_functions_input_is_reported(string json)
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new RunningFunction(api, (_, _) => Task.FromResult(new FunctionOutput("fine")));

        var error = await api.InvokeAsync(json);
        var response = await api.InvokeAsync("""{"action":""}""");

        Assert.EndsWith("/error", error.Path, StringComparison.Ordinal);
        Assert.Equal("JsonSerializerException", error.Json.GetProperty("errorType").GetString());
        Assert.Contains(
            "ApprovalWorkflow.Packages.Tests.Lambda.FunctionInput: ",
            error.Json.GetProperty("errorMessage").GetString(),
            StringComparison.Ordinal);
        Assert.EndsWith("/response", response.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_initialization_is_reported_and_ends_the_function()
    {
        await using var api = new FakeRuntimeApi();
        var report = api.ExpectReport();
        await using var function = new RunningFunction(
            api,
            (_, _) => Task.FromResult(new FunctionOutput(null)),
            () => throw new InvalidOperationException("TABLE_NAME is not set."));

        var error = await report.WaitAsync(TimeSpan.FromSeconds(20));
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(function.EndAsync);

        Assert.Equal("/2018-06-01/runtime/init/error", error.Path);
        Assert.Empty(error.Header("Lambda-Runtime-Function-Error-Type"));
        Assert.Equal("InvalidOperationException", error.Json.GetProperty("errorType").GetString());
        Assert.Equal("TABLE_NAME is not set.", error.Json.GetProperty("errorMessage").GetString());
        Assert.Equal("TABLE_NAME is not set.", thrown.Message);
        Assert.Single(api.Server.Requests);
    }

    [Fact]
    public async Task An_initialization_that_returns_false_ends_the_function()
    {
        await using var api = new FakeRuntimeApi();
        await using var function = new RunningFunction(
            api, (_, _) => Task.FromResult(new FunctionOutput(null)), () => Task.FromResult(false));

        await function.EndAsync();

        Assert.Empty(api.Server.Requests);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_an_event()
    {
        await using var api = new FakeRuntimeApi();
        var function = new RunningFunction(api, (_, _) => Task.FromResult(new FunctionOutput(null)));
        await api.InvokeAsync("""{"action":""}""");

        await function.DisposeAsync();

        await function.EndAsync();
    }
}
