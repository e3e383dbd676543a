namespace ApprovalWorkflow;

/// <summary>
/// Lets services assume roles only for resources of this account. Otherwise another account could make a service assume
/// them. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
/// </summary>
internal static class ServiceTrust
{
    public const string ApiGateway = "apigateway.amazonaws.com";

    public const string Lambda = "lambda.amazonaws.com";

    public static ServicePrincipal Of(string service, Construct scope) =>
        new(service, new ServicePrincipalOpts { Conditions = Conditions(service, scope) });

    /// <summary>The same for a role that CDK creates.</summary>
    public static void TrustOnlyThisAccount(this IRole role, string service) => ((CfnRole)role.Node.DefaultChild!)
        .AddPropertyOverride("AssumeRolePolicyDocument.Statement.0.Condition", Conditions(service, role));

    private static Dictionary<string, object> Conditions(string service, IConstruct scope) => new()
    {
        // These two services do not document that they send the account. If they do not, the role must still work.
        [service is ApiGateway or Lambda ? "StringEqualsIfExists" : "StringEquals"] = new Dictionary<string, object>
        {
            ["aws:SourceAccount"] = Stack.Of(scope).Account,
        },
    };
}
