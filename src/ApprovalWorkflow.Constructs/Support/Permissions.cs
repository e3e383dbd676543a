namespace ApprovalWorkflow.Support;

/// <summary>Statements as exact as IAM allows. CDK's grants often allow more than a handler needs.</summary>
internal static class Permissions
{
    /// <summary>Allows the actions on one resource.</summary>
    public static void Allow(this IRole role, string resource, params string[] actions) =>
        role.AddToPrincipalPolicy(Statement(resource, actions));

    /// <summary>A statement that allows the actions on one resource.</summary>
    public static PolicyStatement Statement(string resource, params string[] actions) =>
        new(new PolicyStatementProps { Actions = actions, Resources = [resource] });
}
