using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>The SDK's retries, counted at the server.</summary>
public class RetryTests
{
    [Theory]
    [InlineData(400, "ThrottlingException", 2)]
    [InlineData(500, "InternalFailure", 2)]
    [InlineData(503, "ServiceUnavailable", 2)]
    [InlineData(400, "TaskTimedOut", 1)]
    [InlineData(400, "InvalidToken", 1)]
    [InlineData(403, "AccessDenied", 1)]
    public async Task Step_Functions_is_retried_after_throttling_and_faults(int status, string code, int attempts)
    {
        await using var server = new LoopbackServer(
            _ => Answer.Json(status, $$"""{"__type":"{{code}}","message":"Because."}"""));
        using var client = Clients.StepFunctions(server.Url, retries: 1);

        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => client.SendTaskSuccessAsync(new() { TaskToken = "t", Output = "{}" }));

        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(attempts, server.Requests.Count);
    }

    [Fact]
    public async Task Step_Functions_succeeds_at_the_second_attempt()
    {
        var calls = 0;
        await using var server = new LoopbackServer(
            _ => Interlocked.Increment(ref calls) == 1 ? Answer.Json(503, "busy") : Answer.Json(200, "{}"));
        using var client = Clients.StepFunctions(server.Url, retries: 1);

        await client.SendTaskSuccessAsync(new() { TaskToken = "t", Output = """{"n":1}""" });

        Assert.Equal(2, server.Requests.Count);
        Assert.All(
            server.Requests, request => Assert.Equal("""{"n":1}""", request.Json.GetProperty("output").GetString()));
    }
}

/// <summary>The same for SNS, in another class so that both wait concurrently.</summary>
public class SnsRetryTests
{
    [Theory]
    [InlineData(400, "Throttling", 2)]
    [InlineData(500, "InternalError", 2)]
    [InlineData(404, "NotFound", 1)]
    [InlineData(400, "InvalidParameter", 1)]
    public async Task Sns_is_retried_after_throttling_and_faults(int status, string code, int attempts)
    {
        await using var server = new LoopbackServer(_ => Answer.SnsError(status, code));
        using var client = Clients.Sns(server.Url, retries: 1);

        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => client.PublishAsync(new() { TopicArn = "arn:aws:sns:us-east-1:1:t", Message = "Hello" }));

        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(attempts, server.Requests.Count);
    }
}
