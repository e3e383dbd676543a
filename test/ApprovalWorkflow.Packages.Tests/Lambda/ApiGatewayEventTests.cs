using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class ApiGatewayJson : JsonSerializerContext;

/// <summary>The events of API Gateway's Lambda proxy integration.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
/// </remarks>
public class ApiGatewayEventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<ApiGatewayJson> _serializer = new();

    [Fact]
    public void A_request_is_read()
    {
        var request = Read(
            """
            {
              "resource": "/requests/{id}/decision", "path": "/requests/r-1/decision", "httpMethod": "POST",
              "headers": {"Host": "api.example.com", "X-Approval-Key": "second"},
              "multiValueHeaders": {"Host": ["api.example.com"], "X-Approval-Key": ["first", "second"]},
              "queryStringParameters": {"key": "a b"}, "multiValueQueryStringParameters": {"key": ["a b"]},
              "pathParameters": {"id": "r-1"}, "stageVariables": null,
              "requestContext": {
                "accountId": "123456789012", "apiId": "a1b2c3", "stage": "api", "requestId": "c6af9ac6",
                "requestTimeEpoch": 1583349317135,
                "identity": {"sourceIp": "192.0.2.1", "userAgent": "curl", "clientCert": null},
                "authorizer": {"claims": {"email": "a@example.com", "exp": 17}, "principalId": "p"}
              },
              "body": "{\"decision\":\"approve\"}", "isBase64Encoded": false
            }
            """);

        Assert.Equal("/requests/{id}/decision", request.Resource);
        Assert.Equal("/requests/r-1/decision", request.Path);
        Assert.Equal("POST", request.HttpMethod);
        Assert.Equal("second", request.Headers["X-Approval-Key"]);
        Assert.Equal("a b", request.QueryStringParameters["key"]);
        Assert.Equal("r-1", request.PathParameters["id"]);
        Assert.Equal("a@example.com", request.RequestContext.Authorizer.Claims["email"]);
        Assert.False(request.RequestContext.Authorizer.Claims.ContainsKey("exp"));
        Assert.Equal("p", request.RequestContext.Authorizer["principalId"].ToString());
        Assert.Equal("""{"decision":"approve"}""", request.Body);
        Assert.False(request.IsBase64Encoded);
    }

    [Fact]
    public void Missing_members_of_a_request_are_null()
    {
        var request = Read(
            """{"headers":null,"queryStringParameters":null,"pathParameters":null,"body":null,"requestContext":{}}""");

        Assert.Null(request.Headers);
        Assert.Null(request.QueryStringParameters);
        Assert.Null(request.PathParameters);
        Assert.Null(request.Body);
        Assert.Null(request.RequestContext.Authorizer);
        Assert.Empty(new APIGatewayCustomAuthorizerContext().Claims);
    }

    [Fact]
    public void A_response_has_the_members_that_API_Gateway_reads()
    {
        using var stream = new MemoryStream();
        _serializer.Serialize(
            new APIGatewayProxyResponse
            {
                StatusCode = 200,
                Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
                Body = "{}",
            },
            stream);

        Assert.Equal(
            """{"statusCode":200,"headers":{"Content-Type":"application/json"},"body":"{}","isBase64Encoded":false}""",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static APIGatewayProxyRequest Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _serializer.Deserialize<APIGatewayProxyRequest>(stream);
    }
}
