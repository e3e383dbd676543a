using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.StepFunctions;
using ApprovalWorkflow.Tests.Lambda;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Approvals;

/// <summary>Approvals in somebody's own stack.</summary>
public class ApprovalsTests
{
    private const string CertificateArn =
        "arn:aws:acm:us-east-1:123456789012:certificate/a1b2c3d4-5678-90ab-cdef-111111111111";

    private const string Place = "eu-west-1:123456789012";

    [Fact]
    public void A_stack_can_have_several_whose_names_differ()
    {
        var stack = Synthesize(stack =>
        {
            Create(stack, "One");
            Create(stack, "Two");
        });

        string[] Names(string type, params string[] path) =>
        [
            .. stack.PropertiesOf(type)
                .Select(one => stack.Render(path.Aggregate((JsonNode?)one, (at, name) => at?[name]))),
        ];
        Assert.All(
            new[]
            {
                Names("AWS::CloudFront::Function", "Name"),
                Names("AWS::CloudFront::OriginAccessControl", "OriginAccessControlConfig", "Name"),
                Names("AWS::CloudFront::ResponseHeadersPolicy", "ResponseHeadersPolicyConfig", "Name"),
                Names("AWS::Cognito::UserPoolDomain", "Domain"),
                Names("AWS::ApiGateway::RestApi", "Name"),
                Names("AWS::XRay::SamplingRule", "SamplingRule", "RuleName"),
            },
            names => Assert.Equal(2, names.Distinct().Count()));
        Assert.All(Names("AWS::Cognito::UserPoolDomain", "Domain"), name => Assert.Matches(
            @"\Aapprovals-\{AWS::StackId\}\[2\]-[0-9a-f]{8}\z", name));
    }

    [Fact]
    public void The_users_own_pool_topic_and_domain_take_the_place_of_new_ones()
    {
        var stack = Synthesize(stack => Create(stack, "Approvals", new()
        {
            Approvers = ["ann@example.com"],
            UserPool = new(UserPool.FromUserPoolId(stack, "Pool", "eu-west-1_abc"), "https://login.example.com/"),
            Topic = Topic.FromTopicArn(stack, "Topic", $"arn:aws:sns:{Place}:approvals"),
            Domain = new(
                "approvals.example.com", Certificate.FromCertificateArn(stack, "Certificate", CertificateArn)),
        }));

        Assert.DoesNotContain("AWS::Cognito::UserPool", stack.Types);
        Assert.DoesNotContain("AWS::Cognito::UserPoolDomain", stack.Types);
        Assert.DoesNotContain("AWS::SNS::Topic", stack.Types);
        Assert.Equal(
            [$"arn:aws:sns:{Place}:approvals ann@example.com"],
            stack.PropertiesOf("AWS::SNS::Subscription").Select(one => $"{one["TopicArn"]} {one["Endpoint"]}"));
        Assert.Equal(
            ["eu-west-1_abc reviewers"],
            stack.PropertiesOf("AWS::Cognito::UserPoolGroup").Select(one => $"{one["UserPoolId"]} {one["GroupName"]}"));
        var distribution = stack.PropertiesOf("AWS::CloudFront::Distribution").Single()["DistributionConfig"]!;
        Assert.Equal("""["approvals.example.com"]""", distribution["Aliases"]!.ToJsonString());
        Assert.Equal("TLSv1.2_2021", (string?)distribution["ViewerCertificate"]!["MinimumProtocolVersion"]);
        Assert.Equal(
            "https://approvals.example.com",
            HandlerFunctions.Environment(stack, "AskApprovers")["WEBSITE_URL"]);
        Assert.Equal(
            """["https://approvals.example.com/"]""",
            stack.PropertiesOf("AWS::Cognito::UserPoolClient").Single()["CallbackURLs"]!.ToJsonString());
        Assert.Contains(
            stack.PropertiesOf("AWS::CloudFront::ResponseHeadersPolicy").Select(one => one.ToJsonString()),
            policy => policy.Contains("https://login.example.com;"));
    }

    [Fact]
    public void Another_app_uses_them_by_their_name_and_changes_nothing_of_theirs()
    {
        var shared = Synthesize(stack => Create(stack, "Approvals", new()
        {
            Approvers = ["ann@example.com"],
            ShareAs = "platform",
        }));
        var user = Synthesize(stack => Ask(
            stack, global::ApprovalWorkflow.Approvals.FromName(stack, "Approvals", "platform")));

        var parameters = shared.PropertiesOf("AWS::SSM::Parameter").Select(one => (string?)one["Name"]).Order();
        Assert.Equal(7, parameters.Count());
        Assert.Equal(parameters, user.Parameters
            .Where(one => (string?)one.Value!["Type"] == "AWS::SSM::Parameter::Value<String>")
            .Select(one => (string?)one.Value!["Default"])
            .Where(name => name != "/cdk-bootstrap/hnb659fds/version")
            .Order());
        var types = user.Resources.Select(one => (string?)one.Value!["Type"]).Order().ToList();
        Assert.Equal(
            ["AWS::Events::Rule", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::StepFunctions::StateMachine"], types);
        foreach (var role in new[] { "Approvals/AskApproversRole", "RequestRoutes/DecideRequestRole" })
            Assert.Contains(
                $"Allow states:SendTaskSuccess on arn:aws:states:{Place}:stateMachine:*",
                shared.Permissions(new JsonObject { ["Ref"] = shared.LogicalIdOf($"Approvals/{role}") }));
    }

    [Fact]
    public void Those_of_another_account_are_refused_because_they_could_not_answer()
    {
        var error = Assert.Throws<InvalidPropertyException>(() => Synthesize(
            stack => global::ApprovalWorkflow.Approvals.FromAttributes(stack, "Approvals", new()
            {
                OpenRequestArn = "arn:aws:lambda:eu-west-1:210987654321:function:OpenRequest",
                AskApproversArn = $"arn:aws:lambda:{Place}:function:AskApprovers",
                RecordAnswerArn = $"arn:aws:lambda:{Place}:function:RecordAnswer",
                WithdrawalsArn = $"arn:aws:states:{Place}:stateMachine:Withdrawals",
                WithdrawalsRoleArn = "arn:aws:iam::123456789012:role/Starter",
                WithdrawalsQueueArn = $"arn:aws:sqs:{Place}:Undelivered",
                WebsiteUrl = "https://approvals.example.com",
            })));

        Assert.Equal(
            "Property OpenRequestArn = \"arn:aws:lambda:eu-west-1:210987654321:function:OpenRequest\" is in another "
            + "account or Region than the stack Mine. Deploy Approvals there, too: AWS accepts a task token only from "
            + "the account of its execution.",
            error.Message);
    }

    [Fact]
    public void Names_of_log_groups_take_any_id()
    {
        var stack = Synthesize(stack => Create(stack, "My Größen"));

        Assert.Contains(
            stack.PropertiesOf("AWS::Logs::LogGroup").Select(log => stack.Render(log["LogGroupName"])),
            name => name.EndsWith("/Mine/My-Gr--en/Approvals/Withdrawals", StringComparison.Ordinal));
    }

    [Fact]
    public void A_state_machine_of_JSONata_is_refused_because_it_has_no_states_of_JSONPath()
    {
        var error = Assert.ThrowsAny<Exception>(() => Synthesize(stack =>
        {
            var approvals = new global::ApprovalWorkflow.Approvals(stack, "Approvals", One());
            _ = new StateMachine(stack, "Machine", new StateMachineProps
            {
                QueryLanguage = QueryLanguage.JSONATA,
                DefinitionBody = DefinitionBody.FromChainable(new HumanApproval(stack, "Approve", new(approvals))),
            });
        }));

        Assert.Contains("'queryLanguage' can not be 'JSONPath' if set to 'JSONata'", error.Message);
        Assert.Contains("Mine/Approve/Identify request", error.Message);
    }

    [Fact]
    public void An_express_state_machine_is_refused_because_it_has_no_task_tokens()
    {
        var error = Assert.Throws<InvalidPropertyException>(() => Synthesize(stack =>
        {
            var approvals = new global::ApprovalWorkflow.Approvals(stack, "Approvals", One());
            new HumanApproval(stack, "Approve", new(approvals)).GrantCallback(new StateMachine(
                stack,
                "Machine",
                new StateMachineProps
                {
                    StateMachineType = StateMachineType.EXPRESS,
                    DefinitionBody = DefinitionBody.FromChainable(new Pass(stack, "Pass")),
                }));
        }));

        Assert.Contains("has no task tokens, which the approval Mine/Approve needs. Use a standard", error.Message);
    }

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("https://login.example.com/path")]
    [InlineData("login.example.com")]
    public void A_sign_in_address_is_that_of_a_host(string address) => Assert.Equal(
        "SignInUrl", Assert.Throws<InvalidPropertyException>(() => new ExistingUserPool(null!, address)).Property);

    [Theory]
    [InlineData("*.example.com")]
    [InlineData("https://approvals.example.com")]
    [InlineData("localhost")]
    public void A_domain_is_one_host(string name) => Assert.Equal(
        "Name", Assert.Throws<InvalidPropertyException>(() => new ExistingDomain(name, null!)).Property);

    private static global::ApprovalWorkflow.Approvals Create(Stack stack, string id, ApprovalsProps? props = null)
    {
        var approvals = new global::ApprovalWorkflow.Approvals(
            stack, id, props ?? One());
        if (props?.ShareAs is null) Ask(stack, approvals, id);
        return approvals;
    }

    private static ApprovalsProps One() => new() { Approvers = ["ann@example.com"] };

    private static void Ask(Stack stack, ApprovalsBase approvals, string id = "")
    {
        var approve = new HumanApproval(stack, $"Approve{id}", new(approvals));
        approve.GrantCallback(new StateMachine(stack, $"Machine{id}", new StateMachineProps
        {
            DefinitionBody = DefinitionBody.FromChainable(approve),
        }));
    }

    private static SynthesizedStack Synthesize(Action<Stack> build)
    {
        using var test = TestApp.Create();
        var stack = new Stack(test.App, "Mine", new StackProps
        {
            Env = new Amazon.CDK.Environment { Account = "123456789012", Region = "eu-west-1" },
        });
        build(stack);
        return new SynthesizedStack(stack);
    }
}
