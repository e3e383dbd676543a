using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Approvals;

public class ApprovalApiTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void By_default_no_GET_decides() => Assert.Equal(
        [
            "GET /requests/{id} -> {Api/ViewRequest.Arn}",
            "POST /requests/{id}/decision -> {Api/DecideRequest.Arn}",
        ],
        Routes(Stacks.Default));

    [Fact]
    public void In_one_click_mode_a_GET_decides() => Assert.Equal(
        [
            "GET /requests/{id} -> {Api/ViewRequest.Arn}",
            "GET /requests/{id}/approve -> {Api/DecideRequest.Arn}",
            "GET /requests/{id}/reject -> {Api/DecideRequest.Arn}",
            "POST /requests/{id}/decision -> {Api/DecideRequest.Arn}",
        ],
        Routes(Stacks.Changed));

    [Fact]
    public void Only_the_routes_may_invoke_the_functions()
    {
        var permissions = Stacks.Changed.OfType("AWS::Lambda::Permission").Values.Select(permission => permission["Properties"]!);

        Assert.Equal(
            [
                "GET/requests/* {Api/ViewRequest.Arn}",
                "GET/requests/*/approve {Api/DecideRequest.Arn}",
                "GET/requests/*/reject {Api/DecideRequest.Arn}",
                "POST/requests/*/decision {Api/DecideRequest.Arn}",
            ],
            permissions
                .Select(permission =>
                    $"{Stacks.Changed.Render(permission["SourceArn"]).Split("{Api/Rest/DeploymentStage.api}/")[1]} {Stacks.Changed.Render(permission["FunctionName"])}")
                .Order(StringComparer.Ordinal));
        Assert.All(permissions, permission => Assert.Equal("apigateway.amazonaws.com", (string?)permission["Principal"]));
    }

    [Fact]
    public void Its_stage_is_the_path_that_CloudFront_forwards() => Stack.HasResources(1, "AWS::ApiGateway::Stage", """{"StageName": "api"}""");

    [Fact]
    public void It_throttles_traces_and_logs_errors_without_what_was_sent() => Stack.HasResource("AWS::ApiGateway::Stage", """
        {
          "TracingEnabled": true,
          "MethodSettings": [
            {
              "ResourcePath": "/*",
              "HttpMethod": "*",
              "ThrottlingRateLimit": 100,
              "ThrottlingBurstLimit": 200,
              "LoggingLevel": "ERROR",
              "DataTraceEnabled": false
            }
          ]
        }
        """);

    [Fact]
    public void Its_access_log_is_JSON_without_the_key()
    {
        var setting = Stack.PropertiesAt("Api/Rest/DeploymentStage.api")["AccessLogSetting"]!;
        var format = JsonNode.Parse((string)setting["Format"]!)!.AsObject();

        Assert.EndsWith("log-group:{Api/AccessLog}", Stack.Render(setting["DestinationArn"]), StringComparison.Ordinal);
        Assert.Equal(
            [
                "$context.requestId", "$context.requestTime", "$context.identity.sourceIp", "$context.httpMethod", "$context.path",
                "$context.status", "$context.responseLength", "$context.responseLatency", "$context.xrayTraceId",
            ],
            format.Select(field => (string?)field.Value));
    }

    [Fact]
    public void The_log_that_API_Gateway_names_itself_exists_before_the_stage()
    {
        var dependencies = Stack.OfType("AWS::ApiGateway::Stage").Single().Value["DependsOn"]!.AsArray();

        Assert.Equal("API-Gateway-Execution-Logs_{Api/Rest}/api", Stack.Render(Stack.PropertiesAt("Api/ExecutionLog")["LogGroupName"]));
        Assert.Contains(dependencies, dependency => Stack.PathOf((string)dependency!) == "Api/ExecutionLog");
    }

    [Fact]
    public void It_turns_away_a_decision_that_is_no_JSON_object()
    {
        Stack.HasResource("AWS::ApiGateway::RequestValidator", """{"ValidateRequestBody": true, "ValidateRequestParameters": true}""");
        Stack.HasResource("AWS::ApiGateway::Model", """{"ContentType": "application/json", "Schema": {"type": "object"}}""");
        Assert.All(Stacks.Changed.OfType("AWS::ApiGateway::Method").Values, method =>
            Assert.Equal("{Api/Rest/Validator}", Stacks.Changed.Render(method["Properties"]!["RequestValidatorId"])));
        Assert.Equal("{Api/Rest/Decision}", Stack.Render(Post(Stack)["RequestModels"]!["application/json"]));
    }

    [Fact]
    public void An_unknown_path_is_not_found() => Stack.HasResource("AWS::ApiGateway::GatewayResponse", """
        {
          "ResponseType": "MISSING_AUTHENTICATION_TOKEN",
          "StatusCode": "404",
          "ResponseTemplates": {"application/json": "{\"message\":\"There is nothing at this address\"}"}
        }
        """);

    [Fact]
    public void It_knows_no_other_origin()
    {
        Assert.DoesNotContain(Stack.OfType("AWS::ApiGateway::Method").Values, method => (string?)method["Properties"]!["HttpMethod"] == "OPTIONS");
        Stack.HasResource("AWS::ApiGateway::RestApi", """{"EndpointConfiguration": {"Types": ["REGIONAL"]}}""");
    }

    private static JsonNode Post(SynthesizedStack stack) => stack.OfType("AWS::ApiGateway::Method").Values
        .Single(method => (string?)method["Properties"]!["HttpMethod"] == "POST")["Properties"]!;

    private static IEnumerable<string> Routes(SynthesizedStack stack) => stack.OfType("AWS::ApiGateway::Method").Values
        .Select(method => method["Properties"]!)
        .Select(method =>
        {
            Assert.Equal("AWS_PROXY", (string?)method["Integration"]!["Type"]);
            Assert.Equal("NONE", (string?)method["AuthorizationType"]);
            var uri = stack.Render(method["Integration"]!["Uri"]);
            Assert.StartsWith("arn:aws:apigateway:{AWS::Region}:lambda:path/2015-03-31/functions/", uri, StringComparison.Ordinal);
            return $"{method["HttpMethod"]} {Path(stack, method["ResourceId"]!)} -> {uri.Split("functions/")[1].Replace("/invocations", "", StringComparison.Ordinal)}";
        })
        .Order(StringComparer.Ordinal);

    private static string Path(SynthesizedStack stack, JsonNode reference)
    {
        if (reference["Ref"] is null) return "";
        var resource = stack.Resources[(string)reference["Ref"]!]!["Properties"]!;
        return $"{Path(stack, resource["ParentId"]!)}/{resource["PathPart"]}";
    }
}
