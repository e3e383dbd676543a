using System.Diagnostics;
using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests;

public class ProgramTests
{
    [Fact]
    public void A_wrong_setting_ends_in_one_line_and_no_stack_trace()
    {
        var (exitCode, error) = Run(new JsonObject { ["approvers"] = "nobody" });

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Setting approvers = \"nobody\"", error);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("cn-north-1")]
    [InlineData("us-gov-west-1")]
    public void A_Region_outside_the_partition_aws_is_refused_at_synthesis(string region)
    {
        var (exitCode, error) = Run(new JsonObject { ["approvers"] = "you@example.com" }, region);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Setting AWS_REGION = \"{region}\" is in a partition where CloudFront", error);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public void The_defaults_of_cdk_json_deploy_nothing_without_approvers() =>
        Assert.Null(TestApp.CdkJsonContext()["approvers"]);

    [Fact]
    public void The_feature_flags_are_those_that_a_new_app_gets()
    {
        var file = Repository.PathOf("node_modules/aws-cdk/lib/init-templates/.recommended-feature-flags.json");
        var context = TestApp.CdkJsonContext();

        Assert.All(
            JsonNode.Parse(File.ReadAllText(file))!.AsObject(),
            flag => Assert.Equal($"{flag.Key} {flag.Value}", $"{flag.Key} {context[flag.Key]}"));
    }

    private static (int ExitCode, string Error) Run(JsonObject context, string? region = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ApprovalWorkflow.Settings).Assembly.Location])
        {
            RedirectStandardError = true,
            Environment =
            {
                ["CDK_CONTEXT_JSON"] = context.ToJsonString(),
                ["CDK_DEFAULT_REGION"] = region,
                // The Node of `npm install`, because jsii warns of one that is out of support.
                ["PATH"] = Repository.PathOf("node_modules/.bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
            },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
