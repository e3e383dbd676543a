using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Api;

public class ApprovalApiTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void By_default_no_GET_decides_and_only_links_work_without_signing_in() => Assert.Equal(
        [
            "DELETE /people/{id} -> {Faces/Routes/RemovePerson.Arn}, signed in",
            "GET /approvals -> {RequestRoutes/ListRequests.Arn}, signed in",
            "GET /approvals/{id} -> {RequestRoutes/ViewRequest.Arn}, signed in",
            "GET /people -> {Faces/Routes/ListPeople.Arn}, signed in",
            "GET /requests/{id} -> {RequestRoutes/ViewRequest.Arn}",
            "POST /approvals/{id}/decision -> {RequestRoutes/DecideRequest.Arn}, signed in",
            "POST /requests/{id}/decision -> {RequestRoutes/DecideRequest.Arn}",
            "PUT /people/{id} -> {Faces/Routes/RenamePerson.Arn}, signed in",
        ],
        Routes(Stacks.Default));

    [Fact]
    public void In_one_click_mode_a_GET_with_a_key_decides() => Assert.Equal(
        [
            "DELETE /people/{id} -> {Faces/Routes/RemovePerson.Arn}, signed in",
            "GET /approvals -> {RequestRoutes/ListRequests.Arn}, signed in",
            "GET /approvals/{id} -> {RequestRoutes/ViewRequest.Arn}, signed in",
            "GET /people -> {Faces/Routes/ListPeople.Arn}, signed in",
            "GET /requests/{id} -> {RequestRoutes/ViewRequest.Arn}",
            "GET /requests/{id}/approve -> {RequestRoutes/DecideRequest.Arn}",
            "GET /requests/{id}/reject -> {RequestRoutes/DecideRequest.Arn}",
            "POST /approvals/{id}/decision -> {RequestRoutes/DecideRequest.Arn}, signed in",
            "POST /requests/{id}/decision -> {RequestRoutes/DecideRequest.Arn}",
            "PUT /people/{id} -> {Faces/Routes/RenamePerson.Arn}, signed in",
        ],
        Routes(Stacks.Changed));

    [Fact]
    public void One_of_twenty_calls_that_read_is_traced_and_links_of_one_click_never()
    {
        var rule = Assert.Single(Stack.PropertiesOf("AWS::XRay::SamplingRule"))["SamplingRule"]!;

        Assert.Equal(
            "AWS::ApiGateway::Stage GET * of * at *: 0 a second, and 0.05",
            $"{rule["ServiceType"]} {rule["HTTPMethod"]} {rule["URLPath"]} of {rule["ServiceName"]} at {rule["Host"]}: "
            + $"{rule["ReservoirSize"]} a second, and {rule["FixedRate"]}");
        Assert.Equal(
            "arn:aws:apigateway:{AWS::Region}::/restapis/{Api/Rest}/stages/{Api/Rest/DeploymentStage.api}",
            Stack.Render(rule["ResourceARN"]));
        Assert.StartsWith("approval-reads-{AWS::StackId}", Stack.Render(rule["RuleName"]));
        Stacks.Changed.CountIs("AWS::XRay::SamplingRule", 0);
    }

    [Fact]
    public void Signed_in_callers_send_an_ID_token_of_the_reviewers_pool()
    {
        var authorizer = Assert.Single(Stack.PropertiesOf("AWS::ApiGateway::Authorizer"));

        Assert.Equal("COGNITO_USER_POOLS", (string?)authorizer["Type"]);
        Assert.Equal("method.request.header.Authorization", (string?)authorizer["IdentitySource"]);
        Assert.Equal(["{Reviewers/Pool.Arn}"], authorizer["ProviderARNs"]!.AsArray().Select(Stack.Render));
        // With scopes, API Gateway would accept access tokens instead.
        Assert.All(
            Stack.PropertiesOf("AWS::ApiGateway::Method"),
            method => Assert.Null(method["AuthorizationScopes"]));
    }

    [Fact]
    public void Only_the_routes_may_invoke_the_functions()
    {
        const string stage = "{Api/Rest/DeploymentStage.api}/";
        var permissions = Stacks.Changed.PropertiesOf("AWS::Lambda::Permission")
            .Where(one => (string?)one["Principal"] == "apigateway.amazonaws.com");

        Assert.Equal(
            [
                "DELETE/people/* {Faces/Routes/RemovePerson.Arn}",
                "GET/approvals {RequestRoutes/ListRequests.Arn}",
                "GET/approvals/* {RequestRoutes/ViewRequest.Arn}",
                "GET/people {Faces/Routes/ListPeople.Arn}",
                "GET/requests/* {RequestRoutes/ViewRequest.Arn}",
                "GET/requests/*/approve {RequestRoutes/DecideRequest.Arn}",
                "GET/requests/*/reject {RequestRoutes/DecideRequest.Arn}",
                "POST/approvals/*/decision {RequestRoutes/DecideRequest.Arn}",
                "POST/requests/*/decision {RequestRoutes/DecideRequest.Arn}",
                "PUT/people/* {Faces/Routes/RenamePerson.Arn}",
            ],
            permissions
                .Select(one => (Source: Stacks.Changed.Render(one["SourceArn"]), Function: one["FunctionName"]))
                .Select(one => $"{one.Source.Split(stage)[1]} {Stacks.Changed.Render(one.Function)}")
                .Order());
    }

    [Fact]
    public void Its_stage_is_the_path_that_CloudFront_forwards() =>
        Stack.HasResources(1, "AWS::ApiGateway::Stage", """{"StageName": "api"}""");

    [Fact]
    public void It_traces() => Stack.HasResource("AWS::ApiGateway::Stage", """{"TracingEnabled": true}""");

    [Fact]
    public void A_flood_on_one_route_stops_no_other_as_each_method_has_its_own_throttle()
    {
        foreach (var stack in new[] { Stacks.Default, Stacks.Changed, Stacks.WithReports })
        {
            var methods = stack.PropertiesOf("AWS::ApiGateway::Method")
                .Select(method => (Method: method, Route: RouteOf(stack, method)))
                .ToDictionary(one => one.Route, one => (string?)one.Method["AuthorizationType"] == "NONE");
            var settings = stack.PropertiesOf("AWS::ApiGateway::Stage").Single()["MethodSettings"]!.AsArray()
                .ToDictionary(one =>
                    $"{one!["HttpMethod"]} {((string)one["ResourcePath"]!).Replace("/~1", "/").Replace("~1", "/")}");

            Assert.Equal(methods.Keys.Append("* /*").Order(), settings.Keys.Order());
            Assert.All(settings, one => Assert.Equal(
                one.Key == "POST /reports" ? "2 10" : methods.GetValueOrDefault(one.Key, true) ? "20 100" : "50 100",
                $"{one.Value!["ThrottlingRateLimit"]} {one.Value["ThrottlingBurstLimit"]}"));
        }
    }

    [Fact]
    public void It_logs_only_errors_of_each_method() => Assert.All(
        Stack.PropertiesOf("AWS::ApiGateway::Stage").Single()["MethodSettings"]!.AsArray(),
        one => Assert.Equal("ERROR false", $"{one!["LoggingLevel"]} {one["DataTraceEnabled"]!.ToJsonString()}"));

    [Fact]
    public void In_one_click_mode_it_does_not_trace_because_traces_have_the_key() =>
        Stacks.Changed.HasResource("AWS::ApiGateway::Stage", """{"TracingEnabled": false}""");

    [Fact]
    public void Its_access_log_is_JSON_without_the_key_and_without_the_address_of_CloudFront()
    {
        var setting = Stack.PropertiesAt("Api/Rest/DeploymentStage.api")["AccessLogSetting"]!;
        var format = JsonNode.Parse((string)setting["Format"]!)!.AsObject();

        Assert.EndsWith("log-group:{Api/AccessLog}", Stack.Render(setting["DestinationArn"]));
        Assert.Equal(
            [
                "$context.requestId", "$context.requestTime", "$context.httpMethod", "$context.path", "$context.status",
                "$context.responseLength", "$context.responseLatency", "$context.xrayTraceId",
            ],
            format.Select(field => (string?)field.Value));
    }

    [Fact]
    public void The_log_that_API_Gateway_names_itself_exists_before_the_stage()
    {
        var dependencies = Stack.OfType("AWS::ApiGateway::Stage").Single().Value["DependsOn"]!.AsArray();

        var name = Stack.PropertiesAt("Api/ExecutionLog")["LogGroupName"];

        Assert.Equal("API-Gateway-Execution-Logs_{Api/Rest}/api", Stack.Render(name));
        Assert.Contains(dependencies, dependency => Stack.PathOf((string)dependency!) == "Api/ExecutionLog");
    }

    [Fact]
    public void It_refuses_a_body_that_is_not_a_JSON_object()
    {
        Stack.HasResource("AWS::ApiGateway::RequestValidator", """
            {"ValidateRequestBody": true, "ValidateRequestParameters": true}
            """);
        Stack.HasResource("AWS::ApiGateway::Model", """
            {"ContentType": "application/json", "Schema": {"type": "object"}}
            """);
        Assert.All(Stacks.Changed.PropertiesOf("AWS::ApiGateway::Method"), method =>
            Assert.Equal("{Api/Rest/Validator}", Stacks.Changed.Render(method["RequestValidatorId"])));
        var bodies = Stack.PropertiesOf("AWS::ApiGateway::Method")
            .Where(one => (string?)one["HttpMethod"] is "POST" or "PUT")
            .Select(one => Stack.Render(one["RequestModels"]!["application/json"]));
        Assert.Equal(["{Api/Rest/Object}", "{Api/Rest/Object}", "{Api/Rest/Object}"], bodies);
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
    public void Other_origins_cannot_call_it()
    {
        var methods = Stack.PropertiesOf("AWS::ApiGateway::Method").Select(method => (string?)method["HttpMethod"]);

        Assert.DoesNotContain("OPTIONS", methods);
        Stack.HasResource("AWS::ApiGateway::RestApi", """{"EndpointConfiguration": {"Types": ["REGIONAL"]}}""");
    }

    private static IEnumerable<string> Routes(SynthesizedStack stack) =>
        stack.PropertiesOf("AWS::ApiGateway::Method").Select(method => Route(stack, method)).Order();

    private static string Route(SynthesizedStack stack, JsonObject method)
    {
        const string lambda = "arn:aws:apigateway:{AWS::Region}:lambda:path/2015-03-31/functions/";
        var uri = stack.Render(method["Integration"]!["Uri"]);

        Assert.Equal("AWS_PROXY", (string?)method["Integration"]!["Type"]);
        var authorization = ((string?)method["AuthorizationType"], stack.Render(method["AuthorizerId"])) switch
        {
            ("COGNITO_USER_POOLS", "{Api/SignedIn}") => ", signed in",
            ("NONE", "") => "",
            var other => $", {other}",
        };
        Assert.StartsWith(lambda, uri);
        var function = uri[lambda.Length..].Replace("/invocations", "");
        return $"{RouteOf(stack, method)} -> {function}{authorization}";
    }

    private static string RouteOf(SynthesizedStack stack, JsonObject method) =>
        $"{method["HttpMethod"]} {Path(stack, method["ResourceId"]!)}";

    private static string Path(SynthesizedStack stack, JsonNode reference)
    {
        if (reference["Ref"] is null) return "";
        var resource = stack.Resources[(string)reference["Ref"]!]!["Properties"]!;
        return $"{Path(stack, resource["ParentId"]!)}/{resource["PathPart"]}";
    }
}
