using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

/// <summary>Settings that apply to all functions, and to the resources beside them.</summary>
public sealed record FunctionSettings
{
    /// <summary>
    /// The functions' processors: x86_64 or ARM (Graviton), which is cheaper. Default: x86_64. Synthesis fails if the
    /// package has no functions for them.
    /// </summary>
    public Architecture Architecture { get; init; } = Architecture.X86_64;

    /// <summary>The package has only native code.</summary>
    internal Compilation Compilation { get; init; } = Compilation.Native;

    /// <summary>Where the functions run. Only the local runner sets it.</summary>
    internal Target Target { get; init; } = Target.Lambda;

    /// <summary>How long log events are kept. Default: one month.</summary>
    public RetentionDays LogRetention { get; init; } = RetentionDays.ONE_MONTH;

    /// <summary>
    /// What happens to tables, buckets, user pool, known faces and logs when the stack is deleted. Default: they stay,
    /// but not after a first deployment that failed.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html</remarks>
    public RemovalPolicy RemovalPolicy { get; init; } = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}
