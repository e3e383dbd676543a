using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Reports;

public class ReportRoutesTests
{
    private const string Root = "Api/Rest/reports";

    private static SynthesizedStack Stack => Stacks.WithReports;

    private static JsonObject Post => Stack.PropertiesAt($"{Root}/POST");

    private static JsonNode Start => Post["Integration"]!;

    [Fact]
    public void Without_reports_there_are_no_routes() => Assert.DoesNotContain(
        Stacks.Default.OfType("AWS::ApiGateway::Resource").Values,
        resource => (string?)resource["Properties"]!["PathPart"] == "reports");

    [Fact]
    public void All_require_signing_in()
    {
        var methods = Stack.OfType("AWS::ApiGateway::Method")
            .Where(method => method.Key.StartsWith(Root, StringComparison.Ordinal))
            .ToDictionary(method => method.Key[Root.Length..], method => method.Value["Properties"]!);

        Assert.Equal(["/GET", "/POST", "/{id}/GET"], methods.Keys.Order(StringComparer.Ordinal));
        Assert.All(methods.Values, method =>
        {
            Assert.Equal("COGNITO_USER_POOLS", (string?)method["AuthorizationType"]);
            Assert.Equal("{Api/SignedIn}", Stack.Render(method["AuthorizerId"]));
            Assert.Equal("{Api/Rest/Validator}", Stack.Render(method["RequestValidatorId"]));
        });
    }

    [Theory]
    [InlineData("/GET", "Reports/Reading/ListReports", "GET/reports")]
    [InlineData("/{id}/GET", "Reports/Reading/ViewReport", "GET/reports/*")]
    public void A_function_of_the_other_stack_answers_and_may_be_invoked_by_its_route_alone(
        string method,
        string function,
        string route)
    {
        var integration = Stack.PropertiesAt(Root + method)["Integration"]!;
        var permission = Stack.PropertiesOf("AWS::Lambda::Permission")
            .Single(one => Stack.Render(one["FunctionName"]) == $"{{{function}.Arn}}");

        Assert.Equal("AWS_PROXY", (string?)integration["Type"]);
        Assert.Contains($"/functions/{{{function}.Arn}}/invocations", Stack.Render(integration["Uri"]));
        Assert.Equal("apigateway.amazonaws.com", (string?)permission["Principal"]);
        Assert.EndsWith($"{{Api/Rest/DeploymentStage.api}}/{route}", Stack.Render(permission["SourceArn"]));
        // In the other stack, it would make the stacks depend on each other.
        Assert.Empty(Stacks.Reports.OfType("AWS::Lambda::Permission"));
    }

    [Fact]
    public void API_Gateway_starts_the_state_machine_without_a_function()
    {
        Assert.Equal("AWS POST", $"{Start["Type"]} {Start["IntegrationHttpMethod"]}");
        Assert.Equal(
            "arn:aws:apigateway:{AWS::Region}:states:action/StartExecution",
            Stack.Render(Start["Uri"]));
        // No other content type than the template's.
        Assert.Equal("NEVER", (string?)Start["PassthroughBehavior"]);
        Assert.Equal(["application/json"], Start["RequestTemplates"]!.AsObject().Select(one => one.Key));
    }

    [Fact]
    public void It_needs_no_body() => Assert.Null(Post["RequestModels"]);

    [Fact]
    public void The_requester_comes_from_the_token_and_is_escaped_twice() => Assert.Equal(
        """
        #set($sub = $util.escapeJavaScript($context.authorizer.claims.sub).replaceAll("\\'", "'"))
        #set($email = $util.escapeJavaScript($context.authorizer.claims.email.toLowerCase()).replaceAll("\\'", "'"))
        #set($requester = $util.escapeJavaScript($sub).replaceAll("\\'", "'"))
        #set($requestedBy = $util.escapeJavaScript($email).replaceAll("\\'", "'"))
        #set($time = "$context.requestTimeEpoch")
        {
        #if($context.authorizer.claims.email_verified.equals("true"))
          "stateMachineArn": "{Reports/Workflow/CreateReport}",
        #end
          "name": "$time.substring(0, 8)$sub.substring(8)",
          "input": "{\"requester\":\"$requester\",\"requestedBy\":\"$requestedBy\",\"website\":\"https://SITE\"}"
        }
        """,
        Stack.Render(Start["RequestTemplates"]!["application/json"])
            .Replace("{Website/Distribution.DomainName}", "SITE"));

    [Fact]
    public void API_Gateway_may_only_start_that_state_machine()
    {
        Assert.Equal("{Reports/Starter.Arn}", Stack.Render(Start["Credentials"]));
        Assert.Equal(
            ["Allow states:StartExecution on {Reports/Workflow/CreateReport}"],
            Stack.Permissions(Start["Credentials"]!));
        var trust = Stack.PropertiesAt("Reports/Starter")["AssumeRolePolicyDocument"]!["Statement"]!.AsArray();
        Assert.Equal("apigateway.amazonaws.com", (string?)Assert.Single(trust)!["Principal"]!["Service"]);
    }

    [Fact]
    public void The_answer_is_the_id_or_says_when_to_try_again()
    {
        var answers = Start["IntegrationResponses"]!.AsArray();

        Assert.Equal(
            ["200 -> 202", "400 -> 409", " -> 503"],
            answers.Select(one => $"{one!["SelectionPattern"]} -> {one["StatusCode"]}"));
        Assert.Equal(
            """
            #set($arn = $input.path('$.executionArn'))
            #set($name = $arn.lastIndexOf(':') + 1)
            {"id": "$arn.substring($name)"}
            """,
            (string?)answers[0]!["ResponseTemplates"]!["application/json"]);
        Assert.Equal(
            """
            #if($context.authorizer.claims.email_verified.equals("true"))
            #if($input.path('$.__type').endsWith("ExecutionAlreadyExists"))
            {"message": "You requested a report less than two minutes ago. Wait a moment before you request another."}
            #else
            #set($context.responseOverride.status = 503)
            {"message": "The report could not be started. Try again in a moment."}
            #end
            #else
            #set($context.responseOverride.status = 403)
            {"message": "The email address of your account is not verified. Ask whoever runs this system to verify it."}
            #end
            """,
            (string?)answers[1]!["ResponseTemplates"]!["application/json"]);
        Assert.Equal(
            """{"message": "The report could not be started. Try again in a moment."}""",
            (string?)answers[2]!["ResponseTemplates"]!["application/json"]);
        Assert.All(answers, one => Assert.Equal(
            "'no-store'",
            (string?)one!["ResponseParameters"]!["method.response.header.Cache-Control"]));
        Assert.Equal(
            ["202", "409", "503"],
            Post["MethodResponses"]!.AsArray().Select(one => (string?)one!["StatusCode"]));
    }
}
