using System.Text.Json;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Website;

public class WebsiteDeploymentTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void Hashed_files_are_kept_for_a_year() => Stack.HasResources(1, "Custom::CDKBucketDeployment", """
        {
          "Exclude": ["*"],
          "Include": ["assets/*"],
          "Prune": false,
          "SystemMetadata": {"cache-control": "max-age=31536000, immutable"}
        }
        """);

    [Fact]
    public void Pages_are_revalidated_each_time() => Stack.HasResources(1, "Custom::CDKBucketDeployment", """
        {
          "Exclude": ["assets/*"],
          "Prune": true,
          "SystemMetadata": {"cache-control": "no-cache"}
        }
        """);

    [Fact]
    public void Pages_are_deployed_after_their_assets()
    {
        var deployments = Stack.OfType("Custom::CDKBucketDeployment");
        var pages = deployments.Single(deployment => deployment.Key.Contains("/Pages/")).Value;
        var dependencies = pages["DependsOn"]!.AsArray().Select(dependency => Stack.PathOf((string)dependency!));

        Assert.Contains(dependencies, path => path.Contains("/Assets/CustomResource"));
    }

    [Fact]
    public void Both_copy_the_same_build_into_the_sites_bucket_and_pages_the_configuration()
    {
        var deployments = Stack.PropertiesOf("Custom::CDKBucketDeployment").ToList();

        Assert.Equal(2, deployments.Count);
        Assert.Single(deployments.Select(one => (string)one["SourceObjectKeys"]![0]!).Distinct());
        Assert.Equal([1, 2], deployments.Select(one => one["SourceObjectKeys"]!.AsArray().Count).Order());
        Assert.All(deployments, one => Assert.Equal("{Website/Bucket}", Stack.Render(one["DestinationBucketName"])));
    }

    [Fact]
    public void The_configuration_has_the_addresses_of_sign_in_and_frames()
    {
        using var test = TestApp.Create(("approvers", "ann@example.com"), ("aws:cdk:disable-asset-staging", null));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["region"] = "{AWS::Region}",
                ["issuer"] = "https://cognito-idp.{AWS::Region}.{AWS::URLSuffix}/{Reviewers/Pool}",
                ["domain"] = "https://approvals-{AWS::StackId}[2].auth.{AWS::Region}.amazoncognito.com",
                ["clientId"] = "{Website/SignIn/Client}",
                ["userPoolId"] = "{Reviewers/Pool}",
                ["identityPoolId"] = "{Website/FrameAccess/IdentityPool}",
                ["cognitoIdentityUrl"] = "https://cognito-identity.{AWS::Region}.{AWS::URLSuffix}",
                ["framesBucket"] = "{Frames}",
                ["framesUrl"] = "https://approval-frames-{AWS::StackId}[2].s3.{AWS::Region}.{AWS::URLSuffix}",
            },
            Configuration(test, new SynthesizedStack(test.ApprovalWorkflow())));
    }

    [Fact]
    public void The_configuration_says_whether_there_are_reports()
    {
        using var test = TestApp.Create(
            ("approvers", "ann@example.com"),
            ("reports", true),
            ("aws:cdk:disable-asset-staging", null));

        var configuration = Configuration(test, new SynthesizedStack(test.ApprovalWorkflow(test.ApprovalReports())));

        Assert.Equal("true", configuration["reports"]);
    }

    [Fact]
    public void Neither_deletes_the_files_because_the_bucket_does() => Assert.All(
        Stacks.Changed.PropertiesOf("Custom::CDKBucketDeployment"),
        deployment => Assert.Null(deployment["RetainOnDelete"]));

    [Fact]
    public void CDKs_function_has_a_log_with_retention_and_no_policy_of_AWS()
    {
        var function = Stack.OfType("AWS::Lambda::Function")
            .Single(one => one.Key.Contains("Custom::")).Value["Properties"]!;

        Assert.Equal("{Website/Deployment/Log}", Stack.Render(function["LoggingConfig"]!["LogGroup"]));
        Assert.Contains(
            "Allow logs:CreateLogStream, logs:PutLogEvents on {Website/Deployment/Log.Arn}",
            Stack.Permissions(function["Role"]!));
    }

    /// <summary>The content of config.json.</summary>
    private static Dictionary<string, string> Configuration(TestApp test, SynthesizedStack stack)
    {
        var file = Assert.Single(
            Directory.GetFiles(test.App.Synth().Directory, "config.json", SearchOption.AllDirectories));
        var markers = stack.PropertiesOf("Custom::CDKBucketDeployment")
            .Single(deployment => deployment["SourceMarkers"] is not null)["SourceMarkers"]![1]!.AsObject();

        var text = markers.Aggregate(
            File.ReadAllText(file),
            (text, marker) => text.Replace(marker.Key, stack.Render(marker.Value)));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
    }
}
