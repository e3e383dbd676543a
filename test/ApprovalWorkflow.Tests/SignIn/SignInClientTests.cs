using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.SignIn;

public class SignInTests
{
    private const string Site = "https://{Website/Distribution.DomainName}/";

    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void The_site_signs_in_by_code_alone_and_has_no_secret()
    {
        var client = Assert.Single(Stack.PropertiesOf("AWS::Cognito::UserPoolClient"));

        Assert.Equal("{Reviewers/Pool}", Stack.Render(client["UserPoolId"]));
        Assert.False((bool)client["GenerateSecret"]!);
        Assert.True((bool)client["AllowedOAuthFlowsUserPoolClient"]!);
        Assert.Equal("""["code"]""", client["AllowedOAuthFlows"]!.ToJsonString());
        Assert.Equal("""["openid","email","profile"]""", client["AllowedOAuthScopes"]!.ToJsonString());
        Assert.Equal("""["COGNITO"]""", client["SupportedIdentityProviders"]!.ToJsonString());
        Assert.Equal([Site], client["CallbackURLs"]!.AsArray().Select(Stack.Render));
        Assert.Equal([Site], client["LogoutURLs"]!.AsArray().Select(Stack.Render));
    }

    [Fact]
    public void Passwords_work_by_one_of_the_default_flows_and_do_not_reveal_accounts() =>
        Stack.HasResource("AWS::Cognito::UserPoolClient", """
            {
              "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
              "PreventUserExistenceErrors": "ENABLED"
            }
            """);

    [Fact]
    public void Tokens_last_an_hour_are_renewed_for_a_working_day_and_can_be_revoked() =>
        Stack.HasResource("AWS::Cognito::UserPoolClient", """
            {
              "IdTokenValidity": 60,
              "AccessTokenValidity": 60,
              "RefreshTokenValidity": 720,
              "TokenValidityUnits": {"IdToken": "minutes", "AccessToken": "minutes", "RefreshToken": "minutes"},
              "EnableTokenRevocation": true
            }
            """);

    [Fact]
    public void Its_pages_have_Cognitos_own_style_without_which_they_show_an_error()
    {
        var branding = Assert.Single(Stack.PropertiesOf("AWS::Cognito::ManagedLoginBranding"));

        Assert.True((bool)branding["UseCognitoProvidedValues"]!);
        Assert.Equal("{Website/SignIn/Client}", Stack.Render(branding["ClientId"]));
        Assert.Equal("{Reviewers/Pool}", Stack.Render(branding["UserPoolId"]));
    }
}
