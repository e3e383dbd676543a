using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Lambda;

public class HandlerFunctionTests
{
    private static readonly JsonSerializerOptions _relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Lambda measures the variables as JSON. A value that is known only in a deployment counts as the longest
    /// possible, an ARN of 128.
    /// </summary>
    [Fact]
    public void Every_functions_variables_fit_in_4096_bytes_whatever_the_settings()
    {
        var approvers = string.Join(',', Enumerable.Range(1, 49)
            .Select(n => $"{n:D2}{new string('a', 42)}@example.co.uk"));
        var columns = string.Join(',', Enumerable.Range(10, 18).Select(n => $"{n}{new string('値', 35)}"));
        var query = $"SELECT *{new string('\n', 950)} FROM orders ORDER BY id, {new string('x', 60)}";
        using var test = TestApp.Create(
            ("approvers", approvers),
            ("expireAfter", "P360D"),
            ("remindAfter", "P360D"),
            ("clickMode", "oneClick"),
            ("reports", true),
            ("report:title", new string('x', 79)),
            ("report:query", query),
            ("report:groupBy", new string('値', 100)),
            ("report:totals", columns));
        var reports = test.ApprovalReports();
        var workflow = test.ApprovalWorkflow(reports);
        var stacks = new[] { new SynthesizedStack(reports), new SynthesizedStack(workflow) };

        Assert.All(
            stacks.SelectMany(stack => stack.PropertiesOf("AWS::Lambda::Function").Select(one => (stack, one)))
                .Where(one => one.one["Environment"] is not null),
            function =>
            {
                var variables = function.one["Environment"]!["Variables"]!.AsObject().ToDictionary(
                    one => one.Key,
                    one => one.Value is JsonValue text
                        ? (string)text!
                        : Regex.Replace(function.stack.Render(one.Value), @"\{[^}]*\}(\[\d\])?", new string('t', 128)));
                var json = JsonSerializer.SerializeToUtf8Bytes(variables, _relaxed);
                Assert.True(
                    json.Length <= 4096, $"{variables.GetValueOrDefault("FUNCTION_HANDLER")}: {json.Length} bytes");
            });
        // The longest values that the settings accept.
        Assert.InRange(approvers.Length, 2880, 2900);
    }

    private const string Executions = "arn:aws:states:{AWS::Region}:{AWS::AccountId}:execution";

    private static SynthesizedStack Stack => Stacks.Default;

    private static readonly string[] _paths =
    [
        "Approvals/AskApprovers",
        "Approvals/FindRequests",
        "Approvals/OpenRequest",
        "Approvals/RecordAnswer",
        "Approvals/WithdrawRequest",
        "Faces/Forgetting/ForgetStrangers",
        "Faces/Recognition/RecognizeFace",
        "Faces/Routes/ListPeople",
        "Faces/Routes/RemovePerson",
        "Faces/Routes/RenamePerson",
        "Faces/Workflow/DismissFace",
        "Faces/Workflow/EnrollFace",
        "General/ProcessApproval",
        "General/ProcessExpiry",
        "General/ProcessRejection",
        "Operations/Subscriptions/CheckSubscriptions",
        "RequestRoutes/DecideRequest",
        "RequestRoutes/ListRequests",
        "RequestRoutes/ViewRequest",
    ];

    /// <summary>The constructs of the functions, each named like its handler.</summary>
    public static TheoryData<string> Functions { get; } = new(_paths);

    /// <summary>By handler: permissions beside writing its log and tracing.</summary>
    public static TheoryData<string, string[]> ExpectedPermissions { get; } = new()
    {
        { "Approvals/OpenRequest", ["Allow dynamodb:PutItem on {Requests.Arn}"] },
        {
            "Approvals/AskApprovers",
            [
                "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}",
                "Allow events:PutEvents on arn:aws:events:{AWS::Region}:{AWS::AccountId}:event-bus/default",
                "Allow sns:ListSubscriptionsByTopic, sns:Publish on {Approvals/Topic}",
                "Allow states:SendTaskSuccess on {Faces/Workflow/MLApprovalProcess}",
                "Allow states:SendTaskSuccess on {General/StateMachine}",
            ]
        },
        { "Approvals/RecordAnswer", ["Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}"] },
        { "Approvals/FindRequests", ["Allow dynamodb:Query on {Requests.Arn}/index/executionArn"] },
        { "Approvals/WithdrawRequest", ["Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}"] },
        {
            "RequestRoutes/ListRequests",
            [
                "Allow dynamodb:Query on {Requests.Arn}/index/status-createdAt, " +
                "{Requests.Arn}/index/status-expiresAt",
            ]
        },
        {
            "RequestRoutes/ViewRequest",
            [
                "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}",
                $"Allow s3:GetObject on {Buckets.FramesArn}/asked/*, {Buckets.FramesArn}/frames/*",
            ]
        },
        {
            "RequestRoutes/DecideRequest",
            [
                "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}",
                $"Allow states:DescribeExecution on {Executions}:{{Faces/Workflow/MLApprovalProcess.Name}}:*",
                $"Allow states:DescribeExecution on {Executions}:{{General/StateMachine.Name}}:*",
                "Allow states:SendTaskSuccess on {Faces/Workflow/MLApprovalProcess}",
                "Allow states:SendTaskSuccess on {General/StateMachine}",
            ]
        },
        { "General/ProcessApproval", [] },
        { "General/ProcessRejection", [] },
        { "General/ProcessExpiry", [] },
        {
            "Operations/Subscriptions/CheckSubscriptions",
            ["Allow sns:ListSubscriptionsByTopic on {Approvals/Topic}"]
        },
    };

    public static TheoryData<string, Dictionary<string, string>> ExpectedEnvironments { get; } = new()
    {
        {
            "OpenRequest",
            new()
            {
                ["TABLE_NAME"] = "{Requests}",
                ["APPROVERS"] = "ann@example.com,bob@example.com",
                ["REMIND_AFTER_SECONDS"] = "1200",
                ["EXPIRE_AFTER_SECONDS"] = "3600",
                ["KEEP_SECONDS"] = "7776000",
                ["WEBSITE_URL"] = "https://{Website/Distribution.DomainName}",
                ["FRAMES_BUCKET"] = "approval-frames-{AWS::StackId}[2]",
            }
        },
        {
            "AskApprovers",
            new()
            {
                ["TABLE_NAME"] = "{Requests}",
                ["TOPIC_ARN"] = "{Approvals/Topic}",
                ["WEBSITE_URL"] = "https://{Website/Distribution.DomainName}",
                ["API_URL"] = "https://{Website/Distribution.DomainName}/api",
                ["CLICK_MODE"] = "review",
            }
        },
        {
            "WithdrawRequest",
            new()
            {
                ["TABLE_NAME"] = "{Requests}",
                ["WEBSITE_URL"] = "https://{Website/Distribution.DomainName}",
            }
        },
        { "RecordAnswer", new() { ["TABLE_NAME"] = "{Requests}" } },
        { "FindRequests", new() { ["TABLE_NAME"] = "{Requests}" } },
        { "ListRequests", new() { ["TABLE_NAME"] = "{Requests}", ["REVIEWER_GROUP"] = "reviewers" } },
        {
            "ViewRequest",
            new()
            {
                ["TABLE_NAME"] = "{Requests}",
                ["REVIEWER_GROUP"] = "reviewers",
                ["FRAMES_BUCKET"] = "approval-frames-{AWS::StackId}[2]",
            }
        },
        { "DecideRequest", new() { ["TABLE_NAME"] = "{Requests}", ["REVIEWER_GROUP"] = "reviewers" } },
        { "ProcessApproval", [] },
        { "ProcessRejection", [] },
        { "ProcessExpiry", [] },
        {
            "CheckSubscriptions",
            new() { ["TOPIC_ARNS"] = "{Approvals/Topic}", ["APPROVERS"] = "ann@example.com,bob@example.com" }
        },
    };

    [Fact]
    public void There_is_a_function_for_each_handler() => Assert.Equal(
        _paths,
        Stack.OfType("AWS::Lambda::Function").Keys.Where(path => !path.Contains("Custom::")).Order());

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_runs_its_handler_with_tracing_logs_and_its_own_role(string path)
    {
        HandlerFunctions.AssertRuns(Stack, path);
        Assert.InRange((int)Stack.PropertiesAt(path)["Timeout"]!, 1, 60);
    }

    [Fact]
    public void All_run_on_the_processors_of_the_setting() =>
        Assert.All(
            _paths, path => Assert.Equal("arm64", HandlerFunctions.Architecture(Stacks.Changed.PropertiesAt(path))));

    [Fact]
    public void No_function_reserves_concurrency_of_which_a_new_account_has_none() => Assert.All(
        Stack.PropertiesOf("AWS::Lambda::Function"),
        function => Assert.Null(function["ReservedConcurrentExecutions"]));

    [Theory]
    [InlineData("ListRequests")]
    [InlineData("ViewRequest")]
    [InlineData("DecideRequest")]
    [InlineData("ListPeople")]
    [InlineData("RenamePerson")]
    [InlineData("RemovePerson")]
    public void A_function_behind_the_API_times_out_before_API_Gateway(string handler) =>
        Assert.InRange((int)Stack.Function(handler)["Timeout"]!, 1, 28);

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_role_can_be_assumed_by_Lambda_alone(string path)
    {
        var policy = Stack.PropertiesAt($"{path}Role")["AssumeRolePolicyDocument"]!;

        var statement = Assert.Single(policy["Statement"]!.AsArray());
        Assert.Equal("lambda.amazonaws.com", (string?)statement!["Principal"]!["Service"]);
        Assert.Equal("sts:AssumeRole", (string?)statement["Action"]);
    }

    [Fact]
    public void All_functions_are_one_asset() => Assert.Single(_paths
        .Select(path => Stack.PropertiesAt(path)["Code"]!.ToJsonString())
        .Distinct());

    [Theory]
    [MemberData(nameof(ExpectedPermissions))]
    public void A_function_may_do_exactly_what_its_handler_does(string path, string[] permissions) =>
        HandlerFunctions.AssertMay(Stack, path, permissions);

    [Theory]
    [MemberData(nameof(ExpectedEnvironments))]
    public void A_handler_gets_the_environment_that_it_needs(string handler, Dictionary<string, string> environment) =>
        HandlerFunctions.AssertGets(Stack, handler, environment);

    [Fact]
    public void Settings_reach_the_handlers()
    {
        var open = HandlerFunctions.Environment(Stacks.Changed, "OpenRequest");
        var ask = HandlerFunctions.Environment(Stacks.Changed, "AskApprovers");

        Assert.Equal("3600", open["REMIND_AFTER_SECONDS"]);
        Assert.Equal("172801", open["EXPIRE_AFTER_SECONDS"]);
        Assert.Equal("604800", open["KEEP_SECONDS"]);
        Assert.Equal("oneClick", ask["CLICK_MODE"]);
    }
}
