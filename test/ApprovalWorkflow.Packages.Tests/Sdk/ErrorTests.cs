using System.Net;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>
/// Every error that the models name arrives as the exception of the official SDK; any other with its code.
/// </summary>
public class ErrorTests
{
    public static TheoryData<string, string, string, int> StepFunctionsErrors => Errors(
        ServiceModel.StepFunctions, "SendTaskSuccess", "DescribeExecution", "StartExecution");

    public static TheoryData<string, string, string, int> SnsErrors => Errors(ServiceModel.Sns, "Publish");

    [Theory]
    [MemberData(nameof(StepFunctionsErrors))]
    public async Task An_error_of_Step_Functions_is_its_own_exception(
        string operation, string exception, string code, int status)
    {
        var error = await CallStepFunctionsAsync(
            operation,
            Answer.Json(
                status,
                $$"""{"__type":"com.amazonaws.swf.service.v2.model#{{code}}","message":"Because."}""",
                ("x-amzn-RequestId", "r-1")));

        Assert.Equal($"Amazon.StepFunctions.Model.{exception}", error.GetType().FullName);
        Assert.IsAssignableFrom<AmazonStepFunctionsException>(error);
        AssertDetails(error, code, status, "r-1");
    }

    [Theory]
    [MemberData(nameof(SnsErrors))]
    public async Task An_error_of_SNS_is_its_own_exception(string operation, string exception, string code, int status)
    {
        Assert.Equal("Publish", operation);
        var error = await PublishAsync(SnsError(status, code));

        Assert.Equal($"Amazon.SimpleNotificationService.Model.{exception}", error.GetType().FullName);
        Assert.IsAssignableFrom<AmazonSimpleNotificationServiceException>(error);
        AssertDetails(error, code, status, "9dd01905");
    }

    [Fact]
    public async Task An_error_that_is_not_modelled_is_the_services_exception_with_its_code()
    {
        var denied = await CallStepFunctionsAsync(
            "SendTaskSuccess", Answer.Json(400, """{"__type":"AccessDeniedException","Message":"Because."}"""));
        var forbidden = await PublishAsync(SnsError(403, "SignatureDoesNotMatch"));

        Assert.IsType<AmazonStepFunctionsException>(denied);
        AssertDetails(denied, "AccessDeniedException", 400, null);
        Assert.IsType<AmazonSimpleNotificationServiceException>(forbidden);
        AssertDetails(forbidden, "SignatureDoesNotMatch", 403, "9dd01905");
    }

    [Fact]
    public async Task A_key_that_cannot_be_used_says_why()
    {
        var error = await CallStepFunctionsAsync(
            "SendTaskSuccess",
            Answer.Json(
                400,
                """{"__type":"KmsInvalidStateException","kmsKeyState":"PENDING_DELETION","message":"Because."}"""));

        Assert.Equal(KmsKeyState.PENDING_DELETION, Assert.IsType<KmsInvalidStateException>(error).KmsKeyState);
    }

    [Fact]
    public async Task A_request_that_cannot_be_taken_says_why()
    {
        var labeled = await CallStepFunctionsAsync(
            "StartExecution",
            Answer.Json(
                400,
                """{"__type":"ValidationException","reason":"API_DOES_NOT_SUPPORT_LABELED_ARNS","message":"No."}"""));
        var silent = await CallStepFunctionsAsync(
            "StartExecution", Answer.Json(400, """{"__type":"ValidationException","message":"No."}"""));

        Assert.Equal(
            ValidationExceptionReason.API_DOES_NOT_SUPPORT_LABELED_ARNS,
            Assert.IsType<ValidationException>(labeled).Reason);
        Assert.Null(Assert.IsType<ValidationException>(silent).Reason);
    }

    [Fact]
    public void The_reasons_are_those_of_the_model() =>
        Assert.Equal(
            ServiceModel.StepFunctions.Shape("ValidationExceptionReason").GetProperty("enum").EnumerateArray()
                .Select(it => it.GetString()!)
                .Order(StringComparer.Ordinal),
            typeof(ValidationExceptionReason).GetFields()
                .Where(it => it.IsStatic)
                .Select(it => ((ConstantClass)it.GetValue(null)!).Value)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Exceptions_can_be_made_with_a_message() =>
        Assert.Equal("Because.", new TaskTimedOutException("Because.").Message);

    internal static Answer SnsError(int status, string code) => Answer.Xml(
        status,
        $"""
         <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
           <Error>
             <Type>{(status < 500 ? "Sender" : "Receiver")}</Type><Code>{code}</Code><Message>Because.</Message>
           </Error>
           <RequestId>9dd01905</RequestId>
         </ErrorResponse>
         """);

    private static TheoryData<string, string, string, int> Errors(ServiceModel model, params string[] operations)
    {
        var data = new TheoryData<string, string, string, int>();
        foreach (var operation in operations)
        {
            foreach (var (shape, code, status) in model.Errors(operation))
                data.Add(
                    operation,
                    shape.EndsWith("Exception", StringComparison.Ordinal) ? shape : shape + "Exception",
                    code,
                    status);
        }
        return data;
    }

    private static async Task<AmazonServiceException> CallStepFunctionsAsync(string operation, Answer answer)
    {
        await using var server = new LoopbackServer(_ => answer);
        using var client = Clients.StepFunctions(server.Url);
        return await Assert.ThrowsAnyAsync<AmazonServiceException>(() => operation switch
        {
            "SendTaskSuccess" => (Task)client.SendTaskSuccessAsync(new() { TaskToken = "t", Output = "{}" }),
            "DescribeExecution" => client.DescribeExecutionAsync(new() { ExecutionArn = "arn:e" }),
            "StartExecution" => client.StartExecutionAsync(new() { StateMachineArn = "arn:s" }),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
        });
    }

    private static async Task<AmazonServiceException> PublishAsync(Answer answer)
    {
        await using var server = new LoopbackServer(_ => answer);
        using var client = Clients.Sns(server.Url);
        return await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => client.PublishAsync(new() { TopicArn = "arn:aws:sns:us-east-1:1:t", Message = "Hello" }));
    }

    private static void AssertDetails(AmazonServiceException error, string code, int status, string? requestId)
    {
        Assert.Equal("Because.", error.Message);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.Equal(requestId ?? "", error.RequestId ?? "");
    }
}
