using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>What the clients make of the services' answers.</summary>
public class ResponseTests
{
    [Fact]
    public async Task DescribeExecution_reads_every_member()
    {
        var execution = await DescribeAsync(
            """
            {"executionArn":"arn:e","stateMachineArn":"arn:s","name":"n","status":"FAILED","startDate":1.7E9,
             "stopDate":1700000060.5,"input":"{\"a\":1}","inputDetails":{"included":true},
             "output":"{}","outputDetails":{"included":false},
             "traceHeader":"Root=1","mapRunArn":"arn:m","error":"E","cause":"C","stateMachineVersionArn":"arn:v",
             "stateMachineAliasArn":"arn:a","redriveCount":2,"redriveDate":1700000120,"redriveStatus":"NOT_REDRIVABLE",
             "redriveStatusReason":"old","aMemberOfTomorrow":{"deep":[1,{"status":"RUNNING"}]}}
            """);

        Assert.Equal("arn:e", execution.ExecutionArn);
        Assert.Equal("arn:s", execution.StateMachineArn);
        Assert.Equal("n", execution.Name);
        Assert.Equal(ExecutionStatus.FAILED, execution.Status);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_700_000_000), execution.StartDate?.ToUniversalTime());
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_700_000_060.5), execution.StopDate?.ToUniversalTime());
        Assert.Equal("""{"a":1}""", execution.Input);
        Assert.True(execution.InputDetails.Included);
        Assert.Equal("{}", execution.Output);
        Assert.False(execution.OutputDetails.Included);
        Assert.Equal("Root=1", execution.TraceHeader);
        Assert.Equal("arn:m", execution.MapRunArn);
        Assert.Equal("E", execution.Error);
        Assert.Equal("C", execution.Cause);
        Assert.Equal("arn:v", execution.StateMachineVersionArn);
        Assert.Equal("arn:a", execution.StateMachineAliasArn);
        Assert.Equal(2, execution.RedriveCount);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_700_000_120), execution.RedriveDate?.ToUniversalTime());
        Assert.Equal(ExecutionRedriveStatus.NOT_REDRIVABLE, execution.RedriveStatus);
        Assert.Equal("old", execution.RedriveStatusReason);
        Assert.Equal("r-1", execution.ResponseMetadata.RequestId);
        Assert.Equal(System.Net.HttpStatusCode.OK, execution.HttpStatusCode);
    }

    [Fact]
    public async Task DescribeExecution_leaves_null_what_is_not_there()
    {
        var execution = await DescribeAsync(
            """{"status":"RUNNING","output":null,"inputDetails":null,"stopDate":null}""");

        Assert.Equal(ExecutionStatus.RUNNING, execution.Status);
        Assert.Null(execution.Output);
        Assert.Null(execution.InputDetails);
        Assert.Null(execution.StopDate);
        Assert.Null(execution.StartDate);
        Assert.Null(execution.RedriveCount);
        Assert.Null(execution.RedriveStatus);
    }

    [Fact]
    public async Task A_status_of_tomorrow_is_kept()
    {
        var execution = await DescribeAsync("""{"status":"PAUSED"}""");

        Assert.Equal("PAUSED", execution.Status.Value);
        Assert.NotEqual(ExecutionStatus.RUNNING, execution.Status);
    }

    [Theory]
    [InlineData("DescribeExecution", typeof(DescribeExecutionResponse))]
    [InlineData("StartExecution", typeof(StartExecutionResponse))]
    public void The_model_has_no_member_that_a_response_does_not_have(string operation, Type response)
    {
        var model = ServiceModel.StepFunctions;
        var output = model.Operation(operation).GetProperty("output").GetProperty("shape").GetString()!;
        var members = model.Shape(output).GetProperty("members").EnumerateObject().Select(member => member.Name);
        var properties = response.GetProperties().Select(property => property.Name);

        Assert.All(members, member => Assert.Contains(member, properties, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task StartExecution_reads_every_member()
    {
        var started = await StartAsync(
            """
            {"aMemberOfTomorrow":{"executionArn":"arn:x","deep":[1,{"startDate":1}]},
             "executionArn":"arn:e","startDate":1.70000006025E9}
            """);

        Assert.Equal("arn:e", started.ExecutionArn);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_700_000_060.25), started.StartDate?.ToUniversalTime());
        Assert.Equal("r-1", started.ResponseMetadata.RequestId);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"executionArn":null,"startDate":null}""")]
    public async Task StartExecution_leaves_null_what_is_not_there(string body)
    {
        var started = await StartAsync(body);

        Assert.Null(started.ExecutionArn);
        Assert.Null(started.StartDate);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{"aMemberOfTomorrow":[1,2]}""")]
    public async Task SendTaskSuccess_is_content_with_any_json(string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, body, ("x-amzn-RequestId", "r-1")));
        using var client = Clients.StepFunctions(server.Url);

        var response = await client.SendTaskSuccessAsync(new() { TaskToken = "t", Output = "{}" });

        Assert.Equal("r-1", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Publish_reads_the_message_id()
    {
        await using var server = new LoopbackServer(_ => Published("94f20ce6-13c5-43a0-9a9e-ca52d816e90b"));
        using var client = Clients.Sns(server.Url);

        var response = await client.PublishAsync(new() { TopicArn = "arn:aws:sns:us-east-1:1:t", Message = "Hello" });

        Assert.Equal("94f20ce6-13c5-43a0-9a9e-ca52d816e90b", response.MessageId);
        Assert.Equal("f187a3c1-376f-11df-8963-01868b7c937a", response.ResponseMetadata.RequestId);
        Assert.Null(response.SequenceNumber);
    }

    internal static Answer Published(string messageId) => Answer.Xml(
        200,
        $"""
         <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
           <PublishResult><MessageId>{messageId}</MessageId></PublishResult>
           <ResponseMetadata><RequestId>f187a3c1-376f-11df-8963-01868b7c937a</RequestId></ResponseMetadata>
         </PublishResponse>
         """);

    private static async Task<DescribeExecutionResponse> DescribeAsync(string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, body, ("x-amzn-RequestId", "r-1")));
        using var client = Clients.StepFunctions(server.Url);
        return await client.DescribeExecutionAsync(new() { ExecutionArn = "arn:e" });
    }

    private static async Task<StartExecutionResponse> StartAsync(string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, body, ("x-amzn-RequestId", "r-1")));
        using var client = Clients.StepFunctions(server.Url);
        return await client.StartExecutionAsync(new() { StateMachineArn = "arn:s" });
    }
}
