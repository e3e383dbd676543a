using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.SignIn;

public class ReviewerPoolTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void People_are_added_by_an_administrator_and_known_by_their_verified_address() =>
        Stack.HasResources(1, "AWS::Cognito::UserPool", """
            {
              "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": true},
              "UsernameAttributes": ["email"],
              "UsernameConfiguration": {"CaseSensitive": false},
              "AutoVerifiedAttributes": ["email"],
              "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
              "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]}
            }
            """);

    [Fact]
    public void Passwords_are_strong_and_a_second_factor_is_an_app_if_wanted()
    {
        Stack.HasResource("AWS::Cognito::UserPool", """
            {
              "Policies": {
                "PasswordPolicy": {
                  "MinimumLength": 12,
                  "RequireLowercase": true,
                  "RequireNumbers": true,
                  "RequireSymbols": true,
                  "RequireUppercase": true,
                  "TemporaryPasswordValidityDays": 3
                }
              },
              "MfaConfiguration": "OPTIONAL"
            }
            """);
        var factors = Stack.PropertiesAt("Reviewers/Pool")["EnabledMfas"]!.AsArray();
        Assert.Equal("SOFTWARE_TOKEN_MFA", (string?)Assert.Single(factors));
    }

    [Fact]
    public void Its_pages_are_those_of_managed_login_which_the_plan_includes()
    {
        var domain = Assert.Single(Stack.PropertiesOf("AWS::Cognito::UserPoolDomain"));

        Assert.Equal(2, (int?)domain["ManagedLoginVersion"]);
        Assert.Equal("approvals-{AWS::StackId}[2]", Stack.Render(domain["Domain"]));
        Assert.Equal("{Reviewers/Pool}", Stack.Render(domain["UserPoolId"]));
        Stack.HasResource("AWS::Cognito::UserPool", """{"UserPoolTier": "ESSENTIALS"}""");
    }

    [Fact]
    public void Reviewers_are_the_one_group()
    {
        var group = Assert.Single(Stack.PropertiesOf("AWS::Cognito::UserPoolGroup"));

        Assert.Equal("reviewers", (string?)group["GroupName"]);
        Assert.Equal("{Reviewers/Pool}", Stack.Render(group["UserPoolId"]));
    }
}
