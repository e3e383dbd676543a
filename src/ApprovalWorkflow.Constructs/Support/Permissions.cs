namespace ApprovalWorkflow;

/// <summary>Statements as exact as IAM allows. CDK's grants often allow more than a handler needs.</summary>
internal static class Permissions
{
    /// <summary>Allows the actions on one resource.</summary>
    public static void Allow(this IRole role, string resource, params string[] actions) =>
        role.AddToPrincipalPolicy(Statement(resource, actions));

    /// <summary>Allows the actions on those items of a table whose id begins with the prefix.</summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    /// </remarks>
    public static void AllowOnItems(this IRole role, string table, string prefix, params string[] actions) =>
        role.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = actions,
            Resources = [table],
            Conditions = new Dictionary<string, object>
            {
                ["ForAllValues:StringLike"] = new Dictionary<string, object>
                {
                    ["dynamodb:LeadingKeys"] = new[] { $"{prefix}*" },
                },
            },
        }));

    /// <summary>Allows to read a secret of this account that the template only names.</summary>
    public static void AllowSecret(this IRole role, Construct scope, string name) => role.Allow(
        Stack.Of(scope).FormatArn(new ArnComponents
        {
            Service = "secretsmanager",
            Resource = "secret",
            // Secrets Manager adds a hyphen and six characters to the name.
            ResourceName = $"{name}-??????",
            ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
        }),
        "secretsmanager:GetSecretValue");

    /// <summary>A statement that allows the actions on one resource.</summary>
    public static PolicyStatement Statement(string resource, params string[] actions) =>
        new(new PolicyStatementProps { Actions = actions, Resources = [resource] });
}
