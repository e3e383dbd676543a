using Amazon.CDK.AWS.Cognito;

namespace ApprovalWorkflow;

/// <summary>
/// Users whom an administrator adds, in a new pool or in an existing one. In a new one, they sign in with their email
/// address, a password of 12 or more characters and, if they want, a code from an authenticator app. Members of the
/// group <see cref="GroupName"/> may see and decide requests.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html</remarks>
internal sealed class ReviewerPool : Construct
{
    /// <summary>The group whose members may see and decide requests.</summary>
    public const string GroupName = "reviewers";

    public ReviewerPool(
        Construct scope, string id, ExistingUserPool? existing, Mfa mfa, RemovalPolicy removalPolicy)
        : base(scope, id)
    {
        UserPool = existing?.UserPool ?? CreatePool(mfa, removalPolicy);
        Group = new CfnUserPoolGroup(this, "Group", new CfnUserPoolGroupProps
        {
            UserPoolId = UserPool.UserPoolId,
            GroupName = GroupName,
            Description = "May see requests for approval, and decide those that they are asked about",
        });
        DomainUrl = existing?.SignInUrl ?? CreateDomain();
        var stack = Stack.Of(this);
        Issuer = $"https://cognito-idp.{stack.Region}.{stack.UrlSuffix}/{UserPool.UserPoolId}";
    }

    public IUserPool UserPool { get; }

    /// <summary>The sign-in pages and the OAuth 2.0 endpoints, without a slash at the end.</summary>
    public string DomainUrl { get; }

    /// <summary>The issuer of the tokens, as in <c>iss</c>.</summary>
    public string Issuer { get; }

    internal CfnUserPoolGroup Group { get; }

    private UserPool CreatePool(Mfa mfa, RemovalPolicy removalPolicy)
    {
        var pool = new UserPool(this, "Pool", new UserPoolProps
        {
            SelfSignUpEnabled = false,
            SignInAliases = new SignInAliases { Email = true },
            SignInCaseSensitive = false,
            AutoVerify = new AutoVerifiedAttrs { Email = true },
            UserVerification = new UserVerificationConfig
            {
                EmailSubject = "Your code for the approval website",
                EmailBody = "Your code for the approval website is {####}.",
            },
            // The address says who decides, so a new one counts only once it is verified.
            KeepOriginal = new KeepOriginalAttrs { Email = true },
            PasswordPolicy = new PasswordPolicy
            {
                MinLength = 12,
                RequireLowercase = true,
                RequireUppercase = true,
                RequireDigits = true,
                RequireSymbols = true,
                TempPasswordValidity = Duration.Days(3),
            },
            // Managed login lets users set up an app only if it is required.
            Mfa = mfa,
            MfaSecondFactor = new MfaSecondFactor { Otp = true, Sms = false },
            AccountRecovery = AccountRecovery.EMAIL_ONLY,
            FeaturePlan = FeaturePlan.ESSENTIALS,
            RemovalPolicy = removalPolicy,
        });
        pool.Acknowledge(
            "A second factor is each reviewer's choice, unless the setting mfa is required.", "AwsSolutions-COG2");
        pool.Acknowledge(
            "Threat protection needs the plan Plus, which costs more for each user.", "AwsSolutions-COG8");
        return pool;
    }

    private string CreateDomain()
    {
        var prefix = this.UniqueName("approvals");
        UserPool.AddDomain("Domain", new UserPoolDomainOptions
        {
            CognitoDomain = new CognitoDomainOptions { DomainPrefix = prefix },
            ManagedLoginVersion = ManagedLoginVersion.NEWER_MANAGED_LOGIN,
        });
        return $"https://{prefix}.auth.{Stack.Of(this).Region}.amazoncognito.com";
    }
}
