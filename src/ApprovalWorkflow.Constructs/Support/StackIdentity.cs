using System.Text.RegularExpressions;

namespace ApprovalWorkflow;

/// <summary>Names that must be unique in an account or in the world.</summary>
internal static partial class StackIdentity
{
    private const string Suffix = "approval-workflow:suffix";

    private const string Default = "Default";

    /// <summary>The stack's UUID as cdk-nag's findings show it.</summary>
    public const string StackUuidInFindings = """{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}""";

    /// <summary>
    /// The UUID of the construct's stack: 36 digits, lower-case letters and hyphens, known only at deployment. A
    /// recreated stack has another one, so its names differ from those of retained resources.
    /// </summary>
    public static string StackUuid(this IConstruct construct) =>
        Fn.Select(2, Fn.Split("/", Stack.Of(construct).StackId));

    /// <summary>
    /// Gives all names below a construct a suffix, so that a stack can have several such constructs. One with the id
    /// <c>Default</c>, which CDK leaves out of logical ids, has no suffix.
    /// </summary>
    public static void MakeNamesUnique(this Construct construct) =>
        construct.Node.SetContext(Suffix, construct.Node.Id == Default ? "" : $"-{construct.Node.Addr[^8..]}");

    /// <summary>The suffix of names below the nearest construct that has one: empty, or 9 characters.</summary>
    public static string NameSuffix(this IConstruct construct) =>
        (string?)construct.Node.TryGetContext(Suffix) ?? "";

    /// <summary>A name of the prefix and 37 or 46 more characters.</summary>
    public static string UniqueName(this IConstruct construct, string prefix) =>
        $"{prefix}-{construct.StackUuid()}{construct.NameSuffix()}";

    /// <summary>
    /// The path without the ids that CDK leaves out of logical ids, and with hyphens for characters that a log group's
    /// name cannot have.
    /// </summary>
    public static string PathInIds(this IConstruct construct) => Others().Replace(
        string.Join('/', construct.Node.Path.Split('/').Where(id => id != Default)), "-");

    [GeneratedRegex("[^A-Za-z0-9_./-]")]
    private static partial Regex Others();
}
