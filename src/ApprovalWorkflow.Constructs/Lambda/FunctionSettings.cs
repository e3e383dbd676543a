using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

/// <summary>Settings that apply to all functions, and to the resources beside them.</summary>
public sealed record FunctionSettings
{
    /// <summary>The processors: x86_64 or ARM (Graviton).</summary>
    public Architecture Architecture { get; init; } = Architecture.X86_64;

    public Compilation Compilation { get; init; } = Compilation.Native;

    /// <summary>Where the functions run. Only the local runner sets it.</summary>
    public Target Target { get; init; } = Target.Lambda;

    /// <summary>How long log events are kept.</summary>
    public RetentionDays LogRetention { get; init; } = RetentionDays.ONE_MONTH;

    /// <summary>
    /// What happens to tables, buckets, user pool, known faces and logs when the stack is deleted. Default: they stay,
    /// but not after a first deployment that failed.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html</remarks>
    public RemovalPolicy RemovalPolicy { get; init; } = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}
