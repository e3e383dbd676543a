namespace ApprovalWorkflow;

/// <summary>
/// Acknowledged findings of cdk-nag, with the reason beside the resource. <c>test/nag.ts</c> fails for a finding
/// without an acknowledgement, and for an acknowledgement without a finding.
/// https://github.com/cdklabs/cdk-nag#acknowledging-a-rule
/// </summary>
internal static class Acknowledgements
{
    /// <summary>Acknowledges findings on this construct and all below it.</summary>
    public static void Acknowledge(this IConstruct construct, string reason, params string[] rules) =>
        Validations.Of(construct)
            .Acknowledge([.. rules.Select(rule => new Acknowledgment { Id = rule, Reason = reason })]);

    /// <summary>Acknowledges that a role or policy may use a resource with a wildcard in its name.</summary>
    public static void AcknowledgeWildcards(this IConstruct construct, string reason, params string[] resources) =>
        construct.Acknowledge(reason, [.. resources.Select(resource => $"AwsSolutions-IAM5[Resource::{resource}]")]);

    /// <summary>The account of a construct's stack, as the findings name it.</summary>
    public static string AccountInFindings(this IConstruct construct) =>
        InFindings(Stack.Of(construct).Account, "<AWS::AccountId>");

    /// <summary>The Region of a construct's stack, as the findings name it.</summary>
    public static string RegionInFindings(this IConstruct construct) =>
        InFindings(Stack.Of(construct).Region, "<AWS::Region>");

    private static string InFindings(string value, string unknown) => Token.IsUnresolved(value) ? unknown : value;

    /// <summary>An attribute of a resource, as the findings name it.</summary>
    public static string Attribute(this IConstruct construct, string name)
    {
        var resource = (CfnElement)construct.Node.DefaultChild!;
        return $"<{resource.Stack.Resolve(resource.LogicalId)}.{name}>";
    }
}
