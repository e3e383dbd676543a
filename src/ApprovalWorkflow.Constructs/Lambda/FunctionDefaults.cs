using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow.Lambda;

/// <summary>What all functions of one stack share. CDK binds the code to that stack.</summary>
public sealed class FunctionDefaults(FunctionSettings settings)
{
    internal Code Code { get; } = FunctionsCode.Publish(settings);

    /// <summary>
    /// Native code needs less than 40 MB (bench/README.md). The rest is for the processor time that comes with memory:
    /// the managed runtime compiles as it starts, which takes ten times as much of it.
    /// </summary>
    internal int MemoryMegabytes => settings.Compilation == Compilation.Native ? 256 : 512;

    internal Architecture Architecture => settings.Architecture;

    internal RetentionDays LogRetention => settings.LogRetention;

    internal RemovalPolicy RemovalPolicy => settings.RemovalPolicy;
}
