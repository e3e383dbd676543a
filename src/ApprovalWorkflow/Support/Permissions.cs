using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace ApprovalWorkflow.Support;

/// <summary>Statements as exact as IAM allows, and the reasons for what checks find all the same.</summary>
internal static class Permissions
{
    /// <summary>Allows the actions on one resource. CDK's grants allow more than one action of a handler needs.</summary>
    public static void Allow(this IRole role, string resource, params string[] actions) =>
        role.AddToPrincipalPolicy(Statement(resource, actions));

    /// <summary>A statement that allows the actions on one resource.</summary>
    public static PolicyStatement Statement(string resource, params string[] actions) =>
        new(new PolicyStatementProps { Actions = actions, Resources = [resource] });

    /// <summary>Accepts a finding of cdk-nag on this construct and all below it; scripts/nag.ts checks that it is still there.</summary>
    public static void Acknowledge(this IConstruct construct, string rule, string reason) =>
        Validations.Of(construct).Acknowledge(new Acknowledgment { Id = rule, Reason = reason });
}
