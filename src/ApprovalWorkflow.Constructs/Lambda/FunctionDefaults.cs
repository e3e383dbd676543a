using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

/// <summary>What all functions of one stack share. CDK binds the code to that stack.</summary>
internal sealed class FunctionDefaults(FunctionSettings settings)
{
    internal Code Code { get; } = FunctionsCode.For(settings);

    /// <summary>
    /// Native code needs less than 40 MB (bench/README.md), but Lambda gives more processor time with more memory. The
    /// managed runtime compiles at its start, which takes ten times the processor time.
    /// </summary>
    internal int MemoryMegabytes => settings.Compilation == Compilation.Native ? 256 : 512;

    internal Architecture Architecture => settings.Architecture;

    internal RetentionDays LogRetention => settings.LogRetention;

    internal RemovalPolicy RemovalPolicy => settings.RemovalPolicy;
}
