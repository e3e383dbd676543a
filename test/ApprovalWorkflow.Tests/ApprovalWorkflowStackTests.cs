using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests;

public class ApprovalWorkflowStackTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void Its_outputs_are_what_a_user_and_the_local_runner_need() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["StateMachineArn"] = "{General/StateMachine}",
            ["WebsiteUrl"] = "https://{Website/Distribution.DomainName}",
            ["ApiUrl"] = "https://{Website/Distribution.DomainName}/api",
            ["TopicArn"] = "{Approvals/Topic}",
            ["TableName"] = "{Requests}",
            ["UserPoolId"] = "{Reviewers/Pool}",
            ["UserPoolClientId"] = "{Website/SignIn/Client}",
            ["IdentityPoolId"] = "{Website/FrameAccess/IdentityPool}",
            ["FramesBucketName"] = "{Frames}",
            ["CollectionId"] = "{Faces/KnownFaces}",
            ["StrangersCollectionId"] = "{Faces/StrangersFaces}",
            ["PeopleTableName"] = "{Faces/People}",
            ["FaceStateMachineArn"] = "{Faces/Workflow/MLApprovalProcess}",
            ["DashboardUrl"] = "https://{AWS::Region}.console.aws.amazon.com/cloudwatch/home?region={AWS::Region}"
                + "#dashboards/dashboard/{Operations/Dashboard}",
        },
        Stack.Outputs.ToDictionary(output => output.Key, output => Stack.Render(output.Value!["Value"])));

    [Fact]
    public void Without_faces_it_has_no_bucket_of_frames_no_biometric_data_no_people_and_no_credentials_for_browsers()
    {
        var stack = Stacks.WithoutFaces;
        var types = stack.Types.ToList();

        Assert.DoesNotContain(types, type => type.Contains("Rekognition") || type.Contains("IdentityPool"));
        Assert.Equal(["Website/Bucket"], stack.OfType("AWS::S3::Bucket").Keys);
        Assert.Equal(["Requests"], stack.OfType("AWS::DynamoDB::Table").Keys);
        Assert.DoesNotContain(
            stack.PropertiesOf("AWS::ApiGateway::Resource"), resource => $"{resource["PathPart"]}" == "people");
        Assert.DoesNotContain(stack.Outputs, output => stack.Render(output.Value!["Value"]).Contains("Faces"));
        Assert.DoesNotContain("rekognition", stack.Resources.ToJsonString());
        Assert.DoesNotContain("FRAMES_BUCKET", stack.Resources.ToJsonString());
        Assert.DoesNotContain("cognito-identity", stack.Resources.ToJsonString());
        Assert.DoesNotContain("approval-frames", stack.Resources.ToJsonString());
        Assert.Subset(Stacks.Default.Resources.Select(one => one.Key).ToHashSet(), stack.Resources
            .Where(one => (string?)one.Value!["Type"] != "AWS::ApiGateway::Deployment")
            .Select(one => one.Key)
            .ToHashSet());
    }

    /// <summary>Types with a name that is unique in the account, or in all accounts, and where that name is.</summary>
    private static readonly (string Type, string[] Path)[] _namesBeyondARegion =
    [
        ("AWS::CloudFront::CachePolicy", ["CachePolicyConfig", "Name"]),
        ("AWS::CloudFront::Function", ["Name"]),
        ("AWS::CloudFront::OriginAccessControl", ["OriginAccessControlConfig", "Name"]),
        ("AWS::CloudFront::OriginRequestPolicy", ["OriginRequestPolicyConfig", "Name"]),
        ("AWS::CloudFront::ResponseHeadersPolicy", ["ResponseHeadersPolicyConfig", "Name"]),
        ("AWS::Cognito::UserPoolDomain", ["Domain"]),
        ("AWS::IAM::Group", ["GroupName"]),
        ("AWS::IAM::InstanceProfile", ["InstanceProfileName"]),
        ("AWS::IAM::ManagedPolicy", ["ManagedPolicyName"]),
        ("AWS::IAM::Role", ["RoleName"]),
        ("AWS::IAM::User", ["UserName"]),
        ("AWS::S3::Bucket", ["BucketName"]),
    ];

    [Fact]
    public void A_second_deployment_in_another_Region_of_the_account_has_other_names()
    {
        var named = new[] { Stacks.Default, Stacks.Changed, Stacks.Reports }.SelectMany(stack => _namesBeyondARegion
            .SelectMany(one => stack.PropertiesOf(one.Type)
                .Select(properties => one.Path.Aggregate((JsonNode?)properties, (node, member) => node?[member]))
                .Where(name => name is not null)
                .Select(name => (one.Type, Name: stack.Render(name)))))
            .ToList();

        // Others get a name from CloudFormation.
        Assert.Superset(
            new HashSet<string>
            {
                "AWS::CloudFront::OriginAccessControl", "AWS::CloudFront::ResponseHeadersPolicy",
                "AWS::Cognito::UserPoolDomain", "AWS::S3::Bucket",
            },
            named.Select(one => one.Type).ToHashSet());
        Assert.All(named, one => Assert.Contains("{AWS::StackId}[2]", one.Name));
    }

    [Fact]
    public void Only_the_setting_protects_against_deletion_which_a_first_deployment_that_fails_could_not_undo()
    {
        (string Type, string Property, string On)[] protections =
        [
            ("AWS::Cognito::UserPool", "DeletionProtection", "ACTIVE"),
            ("AWS::DynamoDB::Table", "DeletionProtectionEnabled", "true"),
            ("AWS::RDS::DBCluster", "DeletionProtection", "true"),
        ];
        IEnumerable<string> Values(params SynthesizedStack[] stacks) => stacks.SelectMany(stack => protections
            .SelectMany(one => stack.PropertiesOf(one.Type)
                .Select(properties => properties[one.Property]?.ToString() == one.On ? "on" : "off")));

        Assert.Equal(Enumerable.Repeat("off", 5), Values(Stacks.Default, Stacks.Reports));
        Assert.Equal(Enumerable.Repeat("on", 5), Values(Stacks.Protected.Workflow, Stacks.Protected.Reports));
    }

    [Fact]
    public void Every_log_has_the_retention_of_the_setting()
    {
        Stack.CountIs("AWS::Logs::LogGroup", 25);
        Stack.HasResources(25, "AWS::Logs::LogGroup", """{"RetentionInDays": 30}""");
        // One more for the function that empties the website's bucket.
        Stacks.Changed.CountIs("AWS::Logs::LogGroup", 28);
        Stacks.Changed.HasResources(28, "AWS::Logs::LogGroup", """{"RetentionInDays": 14}""");
    }

    [Fact]
    public void Every_function_writes_a_log_of_the_stack() => Assert.All(
        Stacks.Changed.PropertiesOf("AWS::Lambda::Function"),
        function => Assert.Contains(
            Stacks.Changed.Render(function["LoggingConfig"]?["LogGroup"]),
            Stacks.Changed.OfType("AWS::Logs::LogGroup").Keys.Select(path => $"{{{path}}}")));

    [Fact]
    public void The_local_runner_supports_every_type_of_resource()
    {
        var known = File.ReadAllText(Repository.PathOf("local/stack/resource-types.ts"));

        Assert.All(
            Stack.Types.Union(Stacks.Changed.Types),
            type => Assert.Contains($"'{type}': ", known));
    }

    [Theory]
    [InlineData("AWS::Cognito::UserPool")]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("AWS::Logs::LogGroup")]
    public void Data_outlive_the_stack_unless_set_otherwise_but_not_a_first_deployment_that_fails(string type)
    {
        Assert.All(Stack.OfType(type).Values, resource => AssertPolicies("RetainExceptOnCreate", "Retain", resource));
        Assert.All(Stacks.Changed.OfType(type).Values, resource => AssertPolicies("Delete", "Delete", resource));
    }

    [Fact]
    public void The_only_policy_of_AWS_is_the_one_with_which_API_Gateway_writes_logs()
    {
        var roles = Stack.OfType("AWS::IAM::Role")
            .Where(role => role.Value["Properties"]!["ManagedPolicyArns"] is not null);

        Assert.Equal("Api/Rest/CloudWatchRole", Assert.Single(roles).Key);
    }

    [Fact]
    public void Only_actions_without_narrower_resources_are_allowed_on_everything()
    {
        var services = Stack.PropertiesOf("AWS::IAM::Policy")
            .SelectMany(Statements)
            .Where(statement => SynthesizedStack.Several(statement["Resource"]).Select(Stack.Render).Contains("*"))
            .SelectMany(statement => SynthesizedStack.Several(statement["Action"]))
            .Select(action => ((string)action!).Split(':')[0])
            .Distinct()
            .Order();

        Assert.Equal(["logs", "xray"], services);
    }

    [Fact]
    public void No_action_is_a_wildcard_but_those_of_CDKs_own_deployment_of_the_website()
    {
        var policies = Stack.OfType("AWS::IAM::Policy")
            .Where(policy => Statements(policy.Value["Properties"]!)
                .SelectMany(statement => SynthesizedStack.Several(statement["Action"]))
                .Any(action => ((string)action!).Contains('*')));

        Assert.Equal("Website/Deployment/Role/DefaultPolicy", Assert.Single(policies).Key);
    }

    [Fact]
    public void A_service_assumes_a_role_only_for_this_account() => Assert.All(
        (SynthesizedStack[])[Stack, Stacks.Changed, Stacks.WithReports, Stacks.Reports],
        stack => Assert.All(
            stack.OfType("AWS::IAM::Role").Where(role => !role.Key.Contains("CustomResourceProvider")),
            role =>
            {
                var trust = Assert.Single(
                    role.Value["Properties"]!["AssumeRolePolicyDocument"]!["Statement"]!.AsArray())!;
                if ((string?)trust["Principal"]!["Service"] is not { } service) return;
                var isSure = service is not ("apigateway.amazonaws.com" or "lambda.amazonaws.com");
                var condition = isSure ? "StringEquals" : "StringEqualsIfExists";
                Assert.Equal("{AWS::AccountId}", stack.Render(trust["Condition"]?[condition]?["aws:SourceAccount"]));
            }));

    private static IEnumerable<JsonNode> Statements(JsonNode policy) =>
        policy["PolicyDocument"]!["Statement"]!.AsArray().Select(statement => statement!);

    private static void AssertPolicies(string deletion, string replacement, JsonObject resource)
    {
        Assert.Equal(deletion, (string?)resource["DeletionPolicy"]);
        Assert.Equal(replacement, (string?)resource["UpdateReplacePolicy"]);
    }
}
