namespace ApprovalWorkflow.Support;

/// <summary>A stack's UUID, for names that must be unique.</summary>
internal static class StackIdentity
{
    /// <summary>The UUID as cdk-nag's findings show it.</summary>
    public const string StackUuidInFindings = """{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}""";

    /// <summary>
    /// The UUID of the construct's stack: 36 digits, lower-case letters and hyphens, known only at deployment. A
    /// recreated stack has another one, so its names differ from those of retained resources.
    /// </summary>
    public static string StackUuid(this IConstruct construct) =>
        Fn.Select(2, Fn.Split("/", Stack.Of(construct).StackId));
}
