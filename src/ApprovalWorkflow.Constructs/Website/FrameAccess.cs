using Amazon.CDK.AWS.Cognito;
using ApprovalWorkflow.Images;
using ApprovalWorkflow.SignIn;

namespace ApprovalWorkflow.Website;

/// <summary>Temporary credentials with which reviewers' browsers can only read images. Others get none.</summary>
/// <remarks>https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html</remarks>
internal sealed class FrameAccess : Construct
{
    private const string Identities = "cognito-identity.amazonaws.com";

    public FrameAccess(Construct scope, string id, ReviewerPool reviewers, UserPoolClient client, FramesBucket frames)
        : base(scope, id)
    {
        var provider = reviewers.UserPool.UserPoolProviderName;
        IdentityPool = new CfnIdentityPool(this, "IdentityPool", new CfnIdentityPoolProps
        {
            AllowUnauthenticatedIdentities = false,
            AllowClassicFlow = false,
            CognitoIdentityProviders = new[]
            {
                new CfnIdentityPool.CognitoIdentityProviderProperty
                {
                    ClientId = client.UserPoolClientId,
                    ProviderName = provider,
                    // A user who was signed out or disabled gets no more credentials.
                    ServerSideTokenCheck = true,
                },
            },
        });
        var role = ReaderOf(frames);
        reviewers.Group.RoleArn = role.RoleArn;
        new CfnIdentityPoolRoleAttachment(this, "Roles", new CfnIdentityPoolRoleAttachmentProps
        {
            IdentityPoolId = IdentityPool.Ref,
            Roles = new Dictionary<string, string> { ["authenticated"] = role.RoleArn },
            RoleMappings = new Dictionary<string, object>
            {
                ["reviewers"] = new CfnIdentityPoolRoleAttachment.RoleMappingProperty
                {
                    IdentityProvider = $"{provider}:{client.UserPoolClientId}",
                    // The group's role, which only members' tokens name.
                    Type = "Token",
                    AmbiguousRoleResolution = "Deny",
                },
            },
        });
    }

    public CfnIdentityPool IdentityPool { get; }

    private Role ReaderOf(FramesBucket frames)
    {
        var role = new Role(this, "Role", new RoleProps
        {
            Description = "Reviewers read frames and images of people",
            AssumedBy = new FederatedPrincipal(
                Identities,
                new Dictionary<string, object>
                {
                    ["StringEquals"] = new Dictionary<string, object> { [$"{Identities}:aud"] = IdentityPool.Ref },
                    ["ForAnyValue:StringLike"] = new Dictionary<string, object>
                    {
                        [$"{Identities}:amr"] = "authenticated",
                    },
                },
                "sts:AssumeRoleWithWebIdentity"),
        });
        frames.AllowReading(role, ImagePrefixes.All);
        return role;
    }
}
