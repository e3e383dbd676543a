using System.Text.Json;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>The clients send what the AWS CLI sends for the same call.</summary>
public class AwsCliTests
{
    private const string Output = """{"result":true,"decidedBy":"a@example.com","comment":"grün & \"gut\" – 👍"}""";

    [AwsCliFact]
    public async Task SendTaskSuccess_is_what_the_CLI_sends()
    {
        var cli = await RecordAsync(
            Answer.Json(200, "{}"),
            "stepfunctions", "send-task-success", "--task-token", "AAAAKgAAAAIAAAAA", "--task-output", Output);
        var sdk = await RequestTests.SendTaskSuccessAsync(new() { TaskToken = "AAAAKgAAAAIAAAAA", Output = Output });

        AssertSameJson(cli, sdk);
    }

    [AwsCliFact]
    public async Task DescribeExecution_is_what_the_CLI_sends()
    {
        const string arn = "arn:aws:states:us-east-1:123456789012:execution:approvals:8c1f3f9e";
        var cli = await RecordAsync(
            Answer.Json(200, "{}"), "stepfunctions", "describe-execution", "--execution-arn", arn);
        var sdk = await RequestTests.DescribeExecutionAsync(new() { ExecutionArn = arn });

        AssertSameJson(cli, sdk);
    }

    [AwsCliFact]
    public async Task StartExecution_is_what_the_CLI_sends()
    {
        const string arn = "arn:aws:states:us-east-1:123456789012:stateMachine:approvals";
        var cli = await RecordAsync(
            Answer.Json(200, "{}"),
            "stepfunctions", "start-execution", "--state-machine-arn", arn, "--name", "frame-1", "--input", Output,
            "--trace-header", "Root=1-67891233-abcdef012345678912345678;Sampled=1");
        var sdk = await RequestTests.StartExecutionAsync(new()
        {
            StateMachineArn = arn,
            Name = "frame-1",
            Input = Output,
            TraceHeader = "Root=1-67891233-abcdef012345678912345678;Sampled=1",
        });

        AssertSameJson(cli, sdk);
    }

    [AwsCliFact]
    public async Task Publish_is_what_the_CLI_sends()
    {
        const string topic = "arn:aws:sns:us-east-1:123456789012:approvals";
        const string message = "Approve & go on?\n\nhttps://example.com/review.html#id=1&key=a+b~c*d(e) – grün";
        var cli = await RecordAsync(
            ResponseTests.Published("m-1"),
            "sns", "publish", "--topic-arn", topic, "--subject", "Required approval: 100%", "--message", message,
            "--message-attributes", """{"approver":{"DataType":"String","StringValue":"a+b@example.com"}}""");
        var sdk = await RequestTests.PublishAsync(new()
        {
            TopicArn = topic,
            Subject = "Required approval: 100%",
            Message = message,
            MessageAttributes = new() { ["approver"] = new() { DataType = "String", StringValue = "a+b@example.com" } },
        });

        AssertSameHead(cli, sdk);
        Assert.Equal(cli.Form, sdk.Form);
    }

    internal static async Task<RecordedRequest> RecordAsync(Answer answer, params string[] arguments)
    {
        await using var server = new LoopbackServer(_ => answer);
        await AwsCli.RunAsync(server.Url, arguments);
        return Assert.Single(server.Requests);
    }

    internal static void AssertSameJson(RecordedRequest cli, RecordedRequest sdk)
    {
        AssertSameHead(cli, sdk);
        Assert.Equal(cli.Header("X-Amz-Target"), sdk.Header("X-Amz-Target"));
        Assert.True(JsonElement.DeepEquals(cli.Json, sdk.Json), $"{cli.Body}\n{sdk.Body}");
    }

    private static void AssertSameHead(RecordedRequest cli, RecordedRequest sdk)
    {
        Assert.Equal(cli.Method, sdk.Method);
        Assert.Equal(cli.Path, sdk.Path);
        Assert.Equal(cli.Header("Content-Type"), sdk.Header("Content-Type"));
        Assert.Equal(Scope(cli), Scope(sdk));
    }

    /// <summary>Region and service that a request is signed for.</summary>
    private static string Scope(RecordedRequest request) =>
        string.Join('/', request.Header("Authorization").Split(',')[0].Split('/')[2..]);
}
