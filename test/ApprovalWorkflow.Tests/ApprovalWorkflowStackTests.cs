using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests;

public class ApprovalWorkflowStackTests
{
    [Fact]
    public void Its_outputs_are_what_a_user_and_the_local_runner_need() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["StateMachineArn"] = "{General/StateMachine}",
            ["WebsiteUrl"] = "https://{Website/Distribution.DomainName}",
            ["ApiUrl"] = "https://{Website/Distribution.DomainName}/api",
            ["TopicArn"] = "{Approvals/Topic}",
            ["TableName"] = "{Requests}",
        },
        Stacks.Default.Outputs.ToDictionary(output => output.Key, output => Stacks.Default.Render(output.Value!["Value"])));

    [Fact]
    public void Every_log_is_kept_for_the_time_that_is_set()
    {
        Assert.Equal(11, Stacks.Default.OfType("AWS::Logs::LogGroup").Count);
        Assert.All(Stacks.Default.OfType("AWS::Logs::LogGroup").Values, log => Assert.Equal(30, (int?)log["Properties"]!["RetentionInDays"]));
        Assert.All(Stacks.Changed.OfType("AWS::Logs::LogGroup").Values, log => Assert.Equal(14, (int?)log["Properties"]!["RetentionInDays"]));
    }

    [Theory]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("AWS::Logs::LogGroup")]
    public void What_holds_data_outlives_the_stack_unless_set_otherwise(string type)
    {
        Assert.All(Stacks.Default.OfType(type).Values, resource => AssertPolicies("Retain", resource));
        Assert.All(Stacks.Changed.OfType(type).Values, resource => AssertPolicies("Delete", resource));
    }

    [Fact]
    public void The_only_policy_of_AWS_is_the_one_with_which_API_Gateway_writes_logs()
    {
        var roles = Stacks.Default.OfType("AWS::IAM::Role").Where(role => role.Value["Properties"]!["ManagedPolicyArns"] is not null);

        Assert.Equal("Api/Rest/CloudWatchRole", Assert.Single(roles).Key);
    }

    [Fact]
    public void No_action_is_allowed_on_everything_but_those_that_know_no_narrower_resource()
    {
        var actions = Stacks.Default.OfType("AWS::IAM::Policy").Values
            .SelectMany(policy => policy["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray())
            .Where(statement => Resources(statement!).Contains("*"))
            .SelectMany(statement => statement!["Action"]!.AsArray())
            .Select(action => ((string)action!).Split(':')[0])
            .Distinct()
            .Order();

        Assert.Equal(["logs", "xray"], actions);
    }

    [Fact]
    public void No_action_is_a_wildcard_but_those_of_CDKs_own_deployment_of_the_website()
    {
        var policies = Stacks.Default.OfType("AWS::IAM::Policy")
            .Where(policy => policy.Value["Properties"]!["PolicyDocument"]!.ToJsonString().Contains("*\"", StringComparison.Ordinal))
            .Where(policy => policy.Value["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray().Any(HasWildcardAction))
            .Select(policy => policy.Key);

        Assert.Equal(["Website/Deployment/Role/DefaultPolicy"], policies);
    }

    private static void AssertPolicies(string policy, JsonObject resource)
    {
        Assert.Equal(policy, (string?)resource["DeletionPolicy"]);
        Assert.Equal(policy, (string?)resource["UpdateReplacePolicy"]);
    }

    private static bool HasWildcardAction(JsonNode? statement) => statement!["Action"] is JsonArray several
        ? several.Any(action => ((string)action!).Contains('*', StringComparison.Ordinal))
        : ((string)statement["Action"]!).Contains('*', StringComparison.Ordinal);

    private static IEnumerable<string> Resources(JsonNode statement) =>
        (statement["Resource"] is JsonArray several ? several.ToArray() : [statement["Resource"]]).Select(Stacks.Default.Render);
}
