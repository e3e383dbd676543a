namespace ApprovalWorkflow.Support;

/// <summary>What tells a stack from every other, in names that must be unique.</summary>
internal static class StackIdentity
{
    /// <summary>The UUID as cdk-nag's findings show it.</summary>
    public const string StackUuidInFindings = """{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}""";

    /// <summary>
    /// The UUID of the stack that the construct belongs to: 36 digits, lower-case letters and hyphens, known only at
    /// deployment. A stack that is deleted and made again has another, so nothing that outlived it stands in the way.
    /// </summary>
    public static string StackUuid(this IConstruct construct) =>
        Fn.Select(2, Fn.Split("/", Stack.Of(construct).StackId));
}
