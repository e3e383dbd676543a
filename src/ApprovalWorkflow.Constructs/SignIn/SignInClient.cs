using Amazon.CDK.AWS.Cognito;

namespace ApprovalWorkflow.SignIn;

/// <summary>
/// How the website signs people in: managed login with the authorization code grant. The client has no secret, as a
/// browser can keep none; the site adds PKCE.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
/// </remarks>
internal sealed class SignInClient : Construct
{
    public SignInClient(Construct scope, string id, ReviewerPool reviewers, string websiteUrl)
        : base(scope, id)
    {
        Client = new UserPoolClient(this, "Client", new UserPoolClientProps
        {
            UserPool = reviewers.UserPool,
            GenerateSecret = false,
            // Tokens come from managed login alone; by default anybody could also try passwords at Cognito's API.
            AuthFlows = new AuthFlow { UserSrp = false },
            SupportedIdentityProviders = [UserPoolClientIdentityProvider.COGNITO],
            OAuth = new OAuthSettings
            {
                Flows = new OAuthFlows { AuthorizationCodeGrant = true },
                Scopes = [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
                CallbackUrls = [$"{websiteUrl}/"],
                LogoutUrls = [$"{websiteUrl}/"],
            },
            IdTokenValidity = Duration.Hours(1),
            AccessTokenValidity = Duration.Hours(1),
            // A working day: then one signs in anew.
            RefreshTokenValidity = Duration.Hours(12),
            EnableTokenRevocation = true,
            PreventUserExistenceErrors = true,
        });
        // Without a style, even Cognito's own, the pages of managed login show an error.
        new CfnManagedLoginBranding(this, "Branding", new CfnManagedLoginBrandingProps
        {
            UserPoolId = reviewers.UserPool.UserPoolId,
            ClientId = Client.UserPoolClientId,
            UseCognitoProvidedValues = true,
        });
    }

    public UserPoolClient Client { get; }
}
