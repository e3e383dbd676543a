using System.Net;
using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.RdsData;

/// <summary>
/// Every error that the model names arrives as the exception of the official SDK; any other with its code.
/// </summary>
public class ErrorTests
{
    /// <summary>Those of today's model, of which an older one on this machine has fewer.</summary>
    private static readonly string[] _codes =
    [
        "AccessDeniedException", "BadRequestException", "DatabaseErrorException", "DatabaseNotFoundException",
        "DatabaseResumingException", "DatabaseUnavailableException", "ForbiddenException",
        "HttpEndpointNotEnabledException", "InternalServerErrorException", "InvalidResourceStateException",
        "InvalidSecretException", "NotFoundException", "SecretsErrorException", "ServiceUnavailableError",
        "StatementTimeoutException", "TransactionNotFoundException", "UnsupportedResultException",
    ];

    public static TheoryData<string> Codes =>
        [.. _codes.Union(Calls.Operations.SelectMany(ServiceModel.RdsData.Errors).Select(error => error.Code))];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task An_error_is_its_own_exception(string code)
    {
        var error = await FailAsync(Error(400, code));

        var name = code == "ServiceUnavailableError" ? code + "Exception" : code;
        Assert.Equal($"Amazon.RDSDataService.Model.{name}", error.GetType().FullName);
        Assert.IsAssignableFrom<AmazonRDSDataServiceException>(error);
        Assert.Equal("Because.", error.Message);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Equal("r-1", error.RequestId);
        Assert.Equal("Because.", ((Exception)Activator.CreateInstance(error.GetType(), "Because.")!).Message);
    }

    [Theory]
    [InlineData("""{"message":"Because.","dbConnectionId":4294967296}""", 4_294_967_296)]
    [InlineData("""{"message":"Because."}""", null)]
    [InlineData("""{"message":"Because.","dbConnectionId":null}""", null)]
    public async Task A_time_out_names_the_connection_where_the_service_does(string body, long? connection)
    {
        var error = await FailAsync(Error(400, "StatementTimeoutException", body));

        Assert.Equal(connection, Assert.IsType<StatementTimeoutException>(error).DbConnectionId);
    }

    [Theory]
    [InlineData("ThrottlingException")]
    [InlineData("ExpiredTokenException")]
    public async Task An_error_that_is_not_modelled_is_the_services_exception_with_its_code(string code)
    {
        var error = await FailAsync(Error(400, code));

        Assert.IsType<AmazonRDSDataServiceException>(error);
        Assert.Equal(code, error.ErrorCode);
    }

    [Theory]
    [InlineData("""{"records":[[{"longValue":1""")]
    [InlineData("""{"records":[[{"longValue":1]]}""")]
    [InlineData("""{"records":{}}""")]
    [InlineData("""{"records":[[1]]}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>Please sign in</html>")]
    public async Task An_answer_that_cannot_be_read_is_an_exception_with_the_request_id(string body)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, body, ("x-amzn-RequestId", "r-1")));
        using var client = Clients.RdsData(server.Url);

        var error = await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.CallAsync("ExecuteStatement"));

        Assert.Equal("r-1", error.RequestId);
    }

    [Fact]
    public async Task A_gateways_page_is_an_exception_with_the_status()
    {
        var error = await FailAsync(Answer.Of(502, "text/html", "<html>502 Bad Gateway</html>"));

        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
    }

    [Theory]
    [InlineData(429, "ThrottlingException", 2)]
    [InlineData(500, "InternalServerErrorException", 2)]
    [InlineData(503, "ServiceUnavailableError", 2)]
    [InlineData(400, "DatabaseResumingException", 1)]
    [InlineData(400, "BadRequestException", 1)]
    [InlineData(403, "ForbiddenException", 1)]
    public async Task The_service_is_asked_again_after_throttling_and_faults(int status, string code, int attempts)
    {
        await using var server = new LoopbackServer(_ => Error(status, code));
        using var client = Clients.RdsData(server.Url, retries: 1);

        var error = await Assert.ThrowsAnyAsync<AmazonRDSDataServiceException>(
            () => client.CallAsync("ExecuteStatement"));

        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(attempts, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
    }

    /// <summary>The error's code comes in a header.</summary>
    /// <remarks>https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html</remarks>
    private static Answer Error(int status, string code, string body = """{"message":"Because."}""") =>
        Answer.Of(status, "application/json", body, ("x-amzn-ErrorType", code), ("x-amzn-RequestId", "r-1"));

    private static async Task<AmazonServiceException> FailAsync(Answer answer)
    {
        await using var server = new LoopbackServer(_ => answer);
        using var client = Clients.RdsData(server.Url);
        return await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.CallAsync("ExecuteStatement"));
    }
}
