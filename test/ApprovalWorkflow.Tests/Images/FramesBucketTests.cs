using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Images;

public class FramesBucketTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void It_is_private_encrypted_and_requires_TLS()
    {
        Buckets.AssertPrivate(Stack, "Frames");
        // The bucket's policy allows nobody. The functions' roles allow access.
        Assert.All(
            Stack.PropertiesAt("Frames/Policy")["PolicyDocument"]!["Statement"]!.AsArray(),
            statement => Assert.Equal("Deny", (string?)statement!["Effect"]));
    }

    [Fact]
    public void Its_address_is_in_the_websites_security_policy() => Assert.Equal(
        "approval-frames-{AWS::StackId}[2]",
        Stack.Render(Stack.PropertiesAt("Frames")["BucketName"]));

    [Theory]
    [InlineData("PT1H", 30)]
    [InlineData("P29D", 30)]
    [InlineData("P29DT1S", 31)]
    [InlineData("P360D", 361)]
    public void Frames_go_after_30_days_or_a_day_after_they_can_be_needed_and_images_of_people_stay(
        string expireAfter,
        int days)
    {
        using var test = TestApp.Create(
            ("approvers", "ann@example.com"),
            ("remindAfter", "P360D"),
            ("expireAfter", expireAfter));
        var bucket = new SynthesizedStack(test.ApprovalWorkflow()).PropertiesAt("Frames");

        string Rule(string prefix) => $$"""{"ExpirationInDays":{{days}},"Prefix":"{{prefix}}","Status":"Enabled"}""";
        Assert.Equal(
            $$"""{"Rules":[{{Rule("frames/")}},{{Rule("asked/")}}]}""",
            bucket["LifecycleConfiguration"]!.ToJsonString());
    }

    [Fact]
    public void Only_new_frames_invoke_the_function()
    {
        var notifications = Stack.PropertiesAt("Frames")["NotificationConfiguration"]!.AsObject();
        var (kind, functions) = Assert.Single(notifications);
        var notification = Assert.Single(functions!.AsArray())!;

        Assert.Equal("LambdaConfigurations", kind);
        Assert.Equal("s3:ObjectCreated:*", (string?)notification["Event"]);
        Assert.Equal(
            """{"S3Key":{"Rules":[{"Name":"prefix","Value":"frames/"}]}}""",
            notification["Filter"]!.ToJsonString());
        Assert.Equal("{Faces/Recognition/RecognizeFace.Arn}", Stack.Render(notification["Function"]));
    }

    [Fact]
    public void Its_permission_is_created_before_its_notification()
    {
        var dependencies = Stack.OfType("AWS::S3::Bucket")["Frames"]["DependsOn"]!.AsArray();

        Assert.Equal(
            ["Faces/Recognition/RecognizeFace/Frames"],
            dependencies.Select(dependency => Stack.PathOf((string)dependency!)));
    }

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
