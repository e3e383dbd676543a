using System.Net;
using Amazon.Rekognition;
using Amazon.Rekognition.Model;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Rekognition;

/// <summary>
/// Every error that the model names arrives as the exception of the official SDK; any other with its code.
/// </summary>
public class ErrorTests
{
    public static TheoryData<string, string, string> Errors
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var operation in Calls.Operations)
            {
                foreach (var (shape, code, _) in ServiceModel.Rekognition.Errors(operation))
                    data.Add(operation, shape == "InternalServerError" ? shape + "Exception" : shape, code);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_is_its_own_exception(string operation, string exception, string code)
    {
        var status = code == "InternalServerError" ? 500 : 400;
        var error = await FailAsync(operation, Error(status, code));

        Assert.Equal($"Amazon.Rekognition.Model.{exception}", error.GetType().FullName);
        Assert.IsAssignableFrom<AmazonRekognitionException>(error);
        Assert.Equal("Because.", error.Message);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.Equal("r-1", error.RequestId);
    }

    [Theory]
    [InlineData("UnrecognizedClientException")]
    [InlineData("LimitExceededException")]
    public async Task An_error_that_is_not_modelled_is_the_services_exception_with_its_code(string code)
    {
        var error = await FailAsync("ListFaces", Error(400, code));

        Assert.IsType<AmazonRekognitionException>(error);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal("Because.", error.Message);
    }

    [Fact]
    public void Exceptions_can_be_made_with_a_message() =>
        Assert.Equal("Because.", new InvalidImageFormatException("Because.").Message);

    [Theory]
    [InlineData("""{"FaceModelVersion":"7.0","Faces":[{"FaceId":""")]
    [InlineData("""{"Faces":[{"FaceId":"f"]}""")]
    [InlineData("""{"Faces":{"FaceId":"f"}}""")]
    [InlineData("""{"Faces":["f"]}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>Please sign in</html>")]
    public async Task An_answer_that_cannot_be_read_is_an_exception_with_the_request_id(string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, body, ("x-amzn-RequestId", "r-1")));
        using var client = Clients.Rekognition(server.Url);

        var error = await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.CallAsync("ListFaces"));

        Assert.Equal("r-1", error.RequestId);
    }

    [Fact]
    public async Task A_gateways_page_is_an_exception_with_the_status()
    {
        var error = await FailAsync("ListFaces", Answer.Of(502, "text/html", "<html>502 Bad Gateway</html>"));

        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
    }

    [Theory]
    [InlineData(400, "ThrottlingException", 2)]
    [InlineData(400, "ProvisionedThroughputExceededException", 2)]
    [InlineData(500, "InternalServerError", 2)]
    [InlineData(400, "InvalidS3ObjectException", 1)]
    [InlineData(400, "AccessDeniedException", 1)]
    public async Task Rekognition_is_asked_again_after_throttling_and_faults(int status, string code, int attempts)
    {
        await using var server = new LoopbackServer(_ => Error(status, code));
        using var client = Clients.Rekognition(server.Url, retries: 1);

        var error = await Assert.ThrowsAnyAsync<AmazonRekognitionException>(() => client.CallAsync("IndexFaces"));

        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(attempts, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
    }

    /// <summary>An error as in https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html</summary>
    private static Answer Error(int status, string code) => Answer.Of(
        status,
        "application/x-amz-json-1.1",
        $$"""
          {"__type":"{{code}}","Code":"{{code}}","Logref":"5022229e-7e48-11e9-9ad1-854a4567eb71","Message":"Because."}
          """,
        ("x-amzn-RequestId", "r-1"));

    private static async Task<AmazonServiceException> FailAsync(string operation, Answer answer)
    {
        await using var server = new LoopbackServer(_ => answer);
        using var client = Clients.Rekognition(server.Url);
        return await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.CallAsync(operation));
    }
}
