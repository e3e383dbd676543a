using Amazon.CDK.AWS.Cognito;

namespace ApprovalWorkflow;

/// <summary>
/// The website's sign-in: managed login with the authorization code grant and PKCE. There is no secret because a
/// browser cannot keep one.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html</remarks>
internal sealed class SignInClient : Construct
{
    public SignInClient(Construct scope, string id, ReviewerPool reviewers, string websiteUrl)
        : base(scope, id)
    {
        Client = new UserPoolClient(this, "Client", new UserPoolClientProps
        {
            UserPool = reviewers.UserPool,
            GenerateSecret = false,
            // AWS says that managed login needs an authentication flow, but not which. One of the defaults works. With
            // it, anybody can also try passwords at Cognito's API, as on the sign-in page.
            // https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-implement.html
            AuthFlows = new AuthFlow { UserSrp = true },
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
            // A working day.
            RefreshTokenValidity = Duration.Hours(12),
            EnableTokenRevocation = true,
            PreventUserExistenceErrors = true,
        });
        // Managed login shows an error without a style. This is Cognito's own.
        new CfnManagedLoginBranding(this, "Branding", new CfnManagedLoginBrandingProps
        {
            UserPoolId = reviewers.UserPool.UserPoolId,
            ClientId = Client.UserPoolClientId,
            UseCognitoProvidedValues = true,
        });
    }

    public UserPoolClient Client { get; }
}
