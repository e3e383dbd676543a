using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests;

public class ApprovalReportsStackTests
{
    private static SynthesizedStack Stack => Stacks.Reports;

    private static readonly SynthesizedStack[] _all = [Stacks.Reports, Stacks.ReportsDestroyed, Stacks.ReportsChanged];

    [Fact]
    public void Its_outputs_are_what_a_user_and_the_local_runner_need() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["ReportStateMachineArn"] = "{Reports/Workflow/CreateReport}",
            ["ReportsBucketName"] = "{Reports/Bucket}",
            ["ReportTopicArn"] = "{Reports/Mails}",
            ["ReportsTableName"] = "{Reports/Records}",
            ["ReportClusterArn"] = "arn:aws:rds:{AWS::Region}:{AWS::AccountId}:cluster:{Reports/Database/Cluster}",
            ["ReportSecretArn"] = "{Reports/Database/Cluster.MasterUserSecret.SecretArn}",
            ["ReportReaderSecretArn"] = "{Reports/Database/Reader}",
        },
        OwnOutputs(Stack));

    [Fact]
    public void It_has_no_output_for_an_existing_database() => Assert.Equal(
        ["ReportStateMachineArn", "ReportTopicArn", "ReportsBucketName", "ReportsTableName"],
        OwnOutputs(Stacks.ReportsChanged).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void It_depends_on_no_other_stack_and_the_website_depends_on_it()
    {
        Assert.All(_all, stack => Assert.Empty(stack.Dependencies));
        Assert.Equal(["ApprovalReports"], Stacks.WithReports.Dependencies);
        Assert.Empty(Stacks.Default.Dependencies);
    }

    [Fact]
    public void It_names_neither_account_nor_Region() => Assert.All(
        (SynthesizedStack[])[Stacks.Reports, Stacks.WithReports],
        stack =>
        {
            var text = stack.Resources.ToJsonString();
            Assert.Contains("""{"Ref":"AWS::Region"}""", text);
            Assert.DoesNotMatch("""(us|eu|ap)-(north|south|east|west|central)+-[0-9]""", text);
            Assert.DoesNotMatch("[^0-9a-f][0-9]{12}[^0-9a-f]", text);
        });

    [Fact]
    public void Reports_change_nothing_else_of_the_other_stack()
    {
        var more = Stacks.WithReports.Resources.Select(resource => Stacks.WithReports.PathOf(resource.Key))
            .Except(Stacks.Default.Resources.Select(resource => Stacks.Default.PathOf(resource.Key)))
            .Where(path => !path.StartsWith("Api/Rest/reports", StringComparison.Ordinal));

        Assert.Equal(["Reports/Starter", "Reports/Starter/DefaultPolicy"], more);
        Assert.Equal(Stacks.Default.Outputs.Select(one => one.Key), Stacks.WithReports.Outputs.Select(one => one.Key));
    }

    [Fact]
    public void All_functions_of_both_stacks_are_one_asset() => Assert.Single(
        HandlersOf(Stacks.Reports).Concat(HandlersOf(Stacks.WithReports))
            .Select(function => (string)function["Code"]!["S3Key"]!)
            .Distinct());

    [Fact]
    public void Every_log_has_the_retention_of_the_setting()
    {
        Stack.HasResources(9, "AWS::Logs::LogGroup", """{"RetentionInDays": 30}""");
        Stack.CountIs("AWS::Logs::LogGroup", 9);
        Stacks.ReportsChanged.HasResources(8, "AWS::Logs::LogGroup", """{"RetentionInDays": 14}""");
        Stacks.ReportsChanged.CountIs("AWS::Logs::LogGroup", 8);
    }

    [Fact]
    public void Every_function_writes_a_log_of_the_stack() => Assert.All(_all, stack => Assert.All(
        stack.PropertiesOf("AWS::Lambda::Function"),
        function => Assert.Contains(
            stack.Render(function["LoggingConfig"]?["LogGroup"]),
            stack.OfType("AWS::Logs::LogGroup").Keys.Select(path => $"{{{path}}}"))));

    [Fact]
    public void The_local_runner_supports_every_type_of_resource()
    {
        var known = File.ReadAllText(Repository.PathOf("local/stack/resource-types.ts"));

        Assert.All(
            _all.Append(Stacks.WithReports).SelectMany(stack => stack.Types).Distinct(),
            type => Assert.Contains($"'{type}': ", known));
    }

    [Theory]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("AWS::RDS::DBCluster")]
    [InlineData("AWS::RDS::DBInstance")]
    public void Data_outlive_the_stack_unless_set_otherwise_but_not_a_first_deployment_that_fails(string type)
    {
        Assert.All(Stack.OfType(type).Values, resource => AssertPolicies("RetainExceptOnCreate", "Retain", resource));
        Assert.All(
            Stacks.ReportsDestroyed.OfType(type).Values, resource => AssertPolicies("Delete", "Delete", resource));
    }

    [Fact]
    public void No_action_is_a_wildcard_and_none_is_allowed_on_everything_but_logs_and_traces()
    {
        var statements = Stack.PropertiesOf("AWS::IAM::Policy")
            .SelectMany(policy => policy["PolicyDocument"]!["Statement"]!.AsArray())
            .Select(statement => statement!)
            .ToList();
        IEnumerable<string> Actions(JsonNode statement) =>
            SynthesizedStack.Several(statement["Action"]).Select(action => (string)action!);

        Assert.DoesNotContain(statements.SelectMany(Actions), action => action.Contains('*'));
        Assert.Equal(
            ["logs", "xray"],
            statements
                .Where(one => SynthesizedStack.Several(one["Resource"]).Select(Stack.Render).Contains("*"))
                .SelectMany(Actions)
                .Select(action => action.Split(':')[0])
                .Distinct()
                .Order());
    }

    [Fact]
    public void The_only_policies_of_AWS_are_those_of_CDKs_own_functions() => Assert.All(_all, stack => Assert.All(
        stack.OfType("AWS::IAM::Role").Where(role => role.Value["Properties"]!["ManagedPolicyArns"] is not null),
        role => Assert.Contains("CustomResourceProvider/", role.Key)));

    /// <summary>Without the outputs that the other stack refers to.</summary>
    private static Dictionary<string, string> OwnOutputs(SynthesizedStack stack) => stack.Outputs
        .Where(output => output.Value!["Description"] is not null)
        .ToDictionary(output => output.Key, output => stack.Render(output.Value!["Value"]));

    private static IEnumerable<JsonObject> HandlersOf(SynthesizedStack stack) => stack
        .PropertiesOf("AWS::Lambda::Function")
        .Where(function => (string?)function["Handler"] == "ApprovalWorkflow.Functions");

    private static void AssertPolicies(string deletion, string replacement, JsonObject resource)
    {
        Assert.Equal(deletion, (string?)resource["DeletionPolicy"]);
        Assert.Equal(replacement, (string?)resource["UpdateReplacePolicy"]);
    }
}
