using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Website;

public class FrameAccessTests
{
    private const string Role = "Website/FrameAccess/Role";
    private const string OutsideGroup = "Website/FrameAccess/OutsideGroup";
    private const string IdentityPool = "{Website/FrameAccess/IdentityPool}";

    private static SynthesizedStack Stack => Stacks.Default;

    private static JsonObject Attachment =>
        Assert.Single(Stack.PropertiesOf("AWS::Cognito::IdentityPoolRoleAttachment"));

    [Fact]
    public void Only_users_of_the_website_get_credentials()
    {
        var pool = Assert.Single(Stack.PropertiesOf("AWS::Cognito::IdentityPool"));
        var provider = Assert.Single(pool["CognitoIdentityProviders"]!.AsArray())!;

        Assert.False((bool)pool["AllowUnauthenticatedIdentities"]!);
        Assert.False((bool)pool["AllowClassicFlow"]!);
        Assert.Equal("{Reviewers/Pool.ProviderName}", Stack.Render(provider["ProviderName"]));
        Assert.Equal("{Website/SignIn/Client}", Stack.Render(provider["ClientId"]));
        Assert.True((bool)provider["ServerSideTokenCheck"]!);
    }

    [Fact]
    public void They_read_images_and_do_nothing_else() => Assert.Equal(
        [
            $"Allow s3:GetObject on {Buckets.FramesArn}/asked/*, {Buckets.FramesArn}/frames/*, " +
            $"{Buckets.FramesArn}/people/*",
        ],
        Stack.Permissions(JsonNode.Parse($$"""{"Ref": "{{Stack.LogicalIdOf(Role)}}"}""")!));

    [Theory]
    [InlineData(Role)]
    [InlineData(OutsideGroup)]
    public void Only_authenticated_identities_of_this_pool_assume_a_role(string role)
    {
        var policy = Stack.PropertiesAt(role)["AssumeRolePolicyDocument"]!;
        var statement = Assert.Single(policy["Statement"]!.AsArray())!;
        var condition = statement["Condition"]!.AsObject();

        Assert.Equal("cognito-identity.amazonaws.com", (string?)statement["Principal"]!["Federated"]);
        Assert.Equal("sts:AssumeRoleWithWebIdentity", (string?)statement["Action"]);
        Assert.Equal(["StringEquals", "ForAnyValue:StringLike"], condition.Select(one => one.Key));
        Assert.Equal(
            IdentityPool,
            Stack.Render(condition["StringEquals"]!["cognito-identity.amazonaws.com:aud"]));
        Assert.Equal(
            """{"cognito-identity.amazonaws.com:amr":"authenticated"}""",
            condition["ForAnyValue:StringLike"]!.ToJsonString());
    }

    [Fact]
    public void Signed_in_users_outside_the_group_get_no_credentials()
    {
        var (_, mapping) = Assert.Single(Attachment["RoleMappings"]!.AsObject());

        Assert.Equal("Token", (string?)mapping!["Type"]);
        Assert.Equal("Deny", (string?)mapping["AmbiguousRoleResolution"]);
        Assert.Equal(
            "{Reviewers/Pool.ProviderName}:{Website/SignIn/Client}",
            Stack.Render(mapping["IdentityProvider"]));
        Assert.Equal($"{{{Role}.Arn}}", Stack.Render(Stack.PropertiesAt("Reviewers/Group")["RoleArn"]));
    }

    [Fact]
    public void The_role_of_those_outside_the_group_may_do_nothing_and_guests_have_none()
    {
        var (kind, role) = Assert.Single(Attachment["Roles"]!.AsObject());

        Assert.Equal("authenticated", kind);
        Assert.Equal($"{{{OutsideGroup}.Arn}}", Stack.Render(role));
        Assert.Empty(Stack.Permissions(role!));
        Assert.Null(Stack.PropertiesAt(OutsideGroup)["ManagedPolicyArns"]);
        Assert.Equal(IdentityPool, Stack.Render(Attachment["IdentityPoolId"]));
    }
}
