using System.Net;
using System.Net.Sockets;
using System.Xml;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>Faults between client and service become exceptions that explain them.</summary>
public class FaultTests
{
    [Fact]
    public async Task A_refused_connection_names_the_address()
    {
        var url = FreeUrl();
        using var stepFunctions = Clients.StepFunctions(url);
        using var sns = Clients.Sns(url);

        var sent = await Assert.ThrowsAsync<HttpRequestException>(
            () => stepFunctions.SendTaskSuccessAsync(new() { TaskToken = "t", Output = "{}" }));
        var published = await Assert.ThrowsAsync<HttpRequestException>(
            () => sns.PublishAsync(new() { TopicArn = "arn:aws:sns:us-east-1:1:t", Message = "Hello" }));

        Assert.Contains(new Uri(url).Authority, sent.Message, StringComparison.Ordinal);
        Assert.Contains(new Uri(url).Authority, published.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_times_out()
    {
        await using var server = new LoopbackServer(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return Answer.Drop;
        });
        using var client = Clients.StepFunctions(server.Url, timeout: TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAsync<TimeoutException>(
            () => client.SendTaskSuccessAsync(new() { TaskToken = "t", Output = "{}" }));
    }

    [Fact]
    public async Task A_cancelled_call_ends()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new LoopbackServer(async (_, stop) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
            return Answer.Drop;
        });
        using var client = Clients.StepFunctions(server.Url, retries: 3);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.SendTaskSuccessAsync(new() { TaskToken = "t", Output = "{}" }, cancellation.Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_dropped_connection_is_an_exception()
    {
        await using var server = new LoopbackServer(_ => Answer.Drop);
        using var client = Clients.StepFunctions(server.Url);

        await Assert.ThrowsAsync<HttpIOException>(
            () => client.DescribeExecutionAsync(new() { ExecutionArn = "arn:e" }));
    }

    [Theory]
    [InlineData("""{"status":"RUNN""")]
    [InlineData("<html>Welcome</html>")]
    [InlineData("no json")]
    public async Task An_execution_that_cannot_be_read_is_an_exception_with_the_request_id(string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, body, ("x-amzn-RequestId", "r-1")));
        using var client = Clients.StepFunctions(server.Url);

        var error = await Assert.ThrowsAsync<AmazonUnmarshallingException>(
            () => client.DescribeExecutionAsync(new() { ExecutionArn = "arn:e" }));

        Assert.Equal("r-1", error.RequestId);
    }

    [Theory]
    [InlineData("""{"executionArn":"arn:""")]
    [InlineData("<html>Please sign in</html>")]
    public async Task A_start_that_cannot_be_read_is_an_exception_with_the_request_id(string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, body, ("x-amzn-RequestId", "r-1")));
        using var client = Clients.StepFunctions(server.Url);

        var error = await Assert.ThrowsAsync<AmazonUnmarshallingException>(
            () => client.StartExecutionAsync(new() { StateMachineArn = "arn:s" }));

        Assert.Equal("r-1", error.RequestId);
    }

    [Theory]
    [InlineData("<PublishResponse><PublishResult><MessageId>m-1</Mess")]
    [InlineData("not xml")]
    [InlineData("")]
    public async Task A_publication_whose_answer_cannot_be_read_is_an_exception(string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Xml(200, body));
        using var client = Clients.Sns(server.Url);

        await Assert.ThrowsAsync<XmlException>(
            () => client.PublishAsync(new() { TopicArn = "arn:aws:sns:us-east-1:1:t", Message = "Hello" }));
    }

    [Theory]
    [InlineData("<html><head><title>502 Bad Gateway</title></head><body></body></html>")]
    [InlineData("<html><br>unclosed")]
    [InlineData("")]
    public async Task A_gateways_page_is_an_exception_with_the_status(string page)
    {
        await using var server = new LoopbackServer(_ => Answer.Of(502, "text/html", page));
        using var stepFunctions = Clients.StepFunctions(server.Url);
        using var sns = Clients.Sns(server.Url);

        var sent = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => stepFunctions.SendTaskSuccessAsync(new() { TaskToken = "t", Output = "{}" }));
        var published = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => sns.PublishAsync(new() { TopicArn = "arn:aws:sns:us-east-1:1:t", Message = "Hello" }));

        Assert.Equal(HttpStatusCode.BadGateway, sent.StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, published.StatusCode);
        Assert.Contains(page, published.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_shorter_than_its_length_is_an_exception()
    {
        await using var server = new LoopbackServer(_ => new Answer(
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":"u8.ToArray(),
            Close: true));
        using var client = Clients.StepFunctions(server.Url);

        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => client.DescribeExecutionAsync(new() { ExecutionArn = "arn:e" }));

        Assert.True(error is AmazonUnmarshallingException or HttpRequestException or IOException, error.ToString());
    }

    private static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }
}
