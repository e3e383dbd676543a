using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Faces;

public class FramesBucketTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void It_is_private_encrypted_and_asks_for_TLS()
    {
        Buckets.AssertPrivate(Stack, "Frames");
        // Nobody is allowed by the bucket: roles say who may.
        Assert.All(
            Stack.PropertiesAt("Frames/Policy")["PolicyDocument"]!["Statement"]!.AsArray(),
            statement => Assert.Equal("Deny", (string?)statement!["Effect"]));
    }

    [Fact]
    public void Its_name_is_the_one_that_the_websites_security_policy_has() => Assert.Equal(
        "approval-frames-{AWS::StackId}[2]",
        Stack.Render(Stack.PropertiesAt("Frames")["BucketName"]));

    [Fact]
    public void Frames_go_after_30_days() => Assert.Equal(
        """{"Rules":[{"ExpirationInDays":30,"Prefix":"frames/","Status":"Enabled"}]}""",
        Stack.PropertiesAt("Frames")["LifecycleConfiguration"]!.ToJsonString());

    [Fact]
    public void Pages_of_the_website_read_and_no_others()
    {
        var rule = Assert.Single(Stack.PropertiesAt("Frames")["CorsConfiguration"]!["CorsRules"]!.AsArray())!;

        Assert.Equal(
            ["https://{Website/Distribution.DomainName}"],
            rule["AllowedOrigins"]!.AsArray().Select(Stack.Render));
        Assert.Equal("""["GET","HEAD"]""", rule["AllowedMethods"]!.ToJsonString());
        Assert.Equal("""["authorization","x-amz-*"]""", rule["AllowedHeaders"]!.ToJsonString());
    }
}
