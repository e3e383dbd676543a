using Amazon.CDK.AWS.Cognito;

namespace ApprovalWorkflow;

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
        var reader = CreateRole("Role", "Reviewers read frames and images of people");
        frames.AllowReading(reader, ImagePrefixes.All);
        reviewers.Group.RoleArn = reader.RoleArn;
        new CfnIdentityPoolRoleAttachment(this, "Roles", new CfnIdentityPoolRoleAttachmentProps
        {
            IdentityPoolId = IdentityPool.Ref,
            // The API requires a role here. This one may do nothing.
            Roles = new Dictionary<string, string>
            {
                ["authenticated"] = CreateRole("OutsideGroup", "Users outside the group may do nothing").RoleArn,
            },
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

    private Role CreateRole(string id, string description) => new(this, id, new RoleProps
    {
        Description = description,
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
}
