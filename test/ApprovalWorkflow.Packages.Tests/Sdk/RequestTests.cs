using Amazon.SimpleNotificationService.Model;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>Every request that the clients send, held against AWS's own model of the service.</summary>
public class RequestTests
{
    private const string ExecutionArn = "arn:aws:states:us-east-1:123456789012:execution:approvals:8c1f3f9e";
    private const string StateMachineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:approvals";

    private static int LongestToken => ServiceModel.StepFunctions.Shape("TaskToken").GetProperty("max").GetInt32();

    [Fact]
    public async Task SendTaskSuccess_is_what_the_model_says()
    {
        var request = await SendTaskSuccessAsync(
            new() { TaskToken = "AAAAKgAAAAIAAAAA", Output = """{"result":true,"comment":"grün"}""" });

        Assert.Empty(ModelValidator.Violations(ServiceModel.StepFunctions, "SendTaskSuccess", request));
        Assert.Equal("AAAAKgAAAAIAAAAA", request.Json.GetProperty("taskToken").GetString());
        Assert.Equal("""{"result":true,"comment":"grün"}""", request.Json.GetProperty("output").GetString());
    }

    [Fact]
    public async Task SendTaskSuccess_takes_the_longest_token_and_output()
    {
        var request = await SendTaskSuccessAsync(
            new() { TaskToken = new('t', LongestToken), Output = new('9', 262_144) });

        Assert.Empty(ModelValidator.Violations(ServiceModel.StepFunctions, "SendTaskSuccess", request));
    }

    [Fact]
    public async Task DescribeExecution_is_what_the_model_says()
    {
        var request = await DescribeExecutionAsync(new() { ExecutionArn = ExecutionArn });

        Assert.Empty(ModelValidator.Violations(ServiceModel.StepFunctions, "DescribeExecution", request));
        Assert.Equal(ExecutionArn, request.Json.GetProperty("executionArn").GetString());
        Assert.Single(request.Json.EnumerateObject());
    }

    [Fact]
    public async Task DescribeExecution_of_the_metadata_only_is_what_the_model_says()
    {
        var request = await DescribeExecutionAsync(new()
        {
            ExecutionArn = ExecutionArn,
            IncludedData = Amazon.StepFunctions.IncludedData.METADATA_ONLY,
        });

        Assert.Equal("METADATA_ONLY", request.Json.GetProperty("includedData").GetString());
    }

    [Fact]
    public async Task StartExecution_is_what_the_model_says()
    {
        var request = await StartExecutionAsync(new()
        {
            StateMachineArn = StateMachineArn,
            Name = new('n', 80),
            Input = """{"subject":"grün"}""",
            TraceHeader = "Root=1-67891233-abcdef012345678912345678;Sampled=1",
        });

        Assert.Empty(ModelValidator.Violations(ServiceModel.StepFunctions, "StartExecution", request));
        Assert.Equal(StateMachineArn, request.Json.GetProperty("stateMachineArn").GetString());
        Assert.Equal(new('n', 80), request.Json.GetProperty("name").GetString());
        Assert.Equal("""{"subject":"grün"}""", request.Json.GetProperty("input").GetString());
        Assert.StartsWith("Root=1-", request.Json.GetProperty("traceHeader").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartExecution_of_the_state_machine_only_is_what_the_model_says()
    {
        var request = await StartExecutionAsync(new() { StateMachineArn = StateMachineArn });

        Assert.Empty(ModelValidator.Violations(ServiceModel.StepFunctions, "StartExecution", request));
        Assert.Single(request.Json.EnumerateObject());
    }

    [Fact]
    public async Task Publish_is_what_the_model_says()
    {
        var request = await PublishAsync(new()
        {
            TopicArn = "arn:aws:sns:us-east-1:123456789012:approvals",
            Subject = "Required approval from AWS Step Functions",
            Message = "Approve & go on?\r\nhttps://example.com/review.html#id=1&key=a+b~c",
            MessageAttributes = new()
            {
                ["approver"] = new() { DataType = "String", StringValue = "a+b@example.com" },
                ["round"] = new() { DataType = "Number", StringValue = "2" },
            },
        });

        Assert.Empty(ModelValidator.Violations(ServiceModel.Sns, "Publish", request));
        Assert.Equal("Approve & go on?\r\nhttps://example.com/review.html#id=1&key=a+b~c", request.Form["Message"]);
        Assert.Equal("a+b@example.com", request.Form["MessageAttributes.entry.1.Value.StringValue"]);
        Assert.Equal("Number", request.Form["MessageAttributes.entry.2.Value.DataType"]);
    }

    [Fact]
    public async Task Publish_without_subject_and_attributes_is_what_the_model_says()
    {
        var request = await PublishAsync(
            new() { TopicArn = "arn:aws:sns:us-east-1:123456789012:approvals", Message = "Hello" });

        Assert.Empty(ModelValidator.Violations(ServiceModel.Sns, "Publish", request));
        Assert.Equal(["Action", "Message", "TopicArn", "Version"], request.Form.Keys);
    }

    [Fact]
    public async Task A_request_that_breaks_the_model_is_found_out()
    {
        var sent = await SendTaskSuccessAsync(new() { TaskToken = new('t', LongestToken + 1) });
        var described = await DescribeExecutionAsync(new() { ExecutionArn = "", IncludedData = "SOME" });
        var started = await StartExecutionAsync(new() { Name = new('n', 81), TraceHeader = "ü" });
        var published = await PublishAsync(new()
        {
            MessageAttributes = new() { ["approver"] = new() { StringValue = "a@example.com" } },
        });

        Assert.Equal(
            ["input.output is required", $"input.taskToken is longer than {LongestToken}"],
            ModelValidator.Violations(ServiceModel.StepFunctions, "SendTaskSuccess", sent));
        Assert.Contains(
            "input.executionArn is shorter than 1",
            ModelValidator.Violations(ServiceModel.StepFunctions, "DescribeExecution", described));
        Assert.Equal(
            [
                "input.stateMachineArn is required",
                "input.name is longer than 80",
                @"input.traceHeader does not match \p{ASCII}*",
            ],
            ModelValidator.Violations(ServiceModel.StepFunctions, "StartExecution", started));
        Assert.Equal(
            ["input.Message is required", "input.MessageAttributes[approver].DataType is required"],
            ModelValidator.Violations(ServiceModel.Sns, "Publish", published));
        Assert.Contains(
            "X-Amz-Target is \"AWSStepFunctions.SendTaskSuccess\", not \"AWSStepFunctions.DescribeExecution\"",
            ModelValidator.Violations(ServiceModel.StepFunctions, "DescribeExecution", sent));
    }

    [Fact]
    public async Task Requests_are_signed_for_the_service_and_its_region()
    {
        var sent = await SendTaskSuccessAsync(new() { TaskToken = "t", Output = "{}" });
        var published = await PublishAsync(
            new() { TopicArn = "arn:aws:sns:us-east-1:123456789012:approvals", Message = "Hello" });

        Assert.Matches(
            $"^AWS4-HMAC-SHA256 Credential={Clients.AccessKey}/[0-9]{{8}}/us-east-1/states/aws4_request, " +
            "SignedHeaders=[^,]*x-amz-target, Signature=[0-9a-f]{64}$",
            sent.Header("Authorization"));
        Assert.Matches("/us-east-1/sns/aws4_request, ", published.Header("Authorization"));
        Assert.Contains("SFN#", sent.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Contains("SNS#", published.Header("User-Agent"), StringComparison.Ordinal);
    }

    internal static async Task<RecordedRequest> SendTaskSuccessAsync(SendTaskSuccessRequest request)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.StepFunctions(server.Url);
        await client.SendTaskSuccessAsync(request);
        return Assert.Single(server.Requests);
    }

    internal static async Task<RecordedRequest> DescribeExecutionAsync(DescribeExecutionRequest request)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.StepFunctions(server.Url);
        await client.DescribeExecutionAsync(request);
        return Assert.Single(server.Requests);
    }

    internal static async Task<RecordedRequest> StartExecutionAsync(StartExecutionRequest request)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.StepFunctions(server.Url);
        await client.StartExecutionAsync(request);
        return Assert.Single(server.Requests);
    }

    internal static async Task<RecordedRequest> PublishAsync(PublishRequest request)
    {
        await using var server = new LoopbackServer(_ => ResponseTests.Published("m-1"));
        using var client = Clients.Sns(server.Url);
        await client.PublishAsync(request);
        return Assert.Single(server.Requests);
    }
}
