using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow.Functions;

/// <summary>What all functions share.</summary>
/// <param name="Code">The published executable with every handler.</param>
/// <param name="Architecture">The processors that the code is for.</param>
/// <param name="MemoryMegabytes">The memory of each function, by which Lambda also gives processor time.</param>
/// <param name="LogRetention">How long log events are kept.</param>
/// <param name="RemovalPolicy">What becomes of the log groups when the stack is deleted.</param>
public sealed record FunctionDefaults(
    Code Code,
    Architecture Architecture,
    int MemoryMegabytes,
    RetentionDays LogRetention,
    RemovalPolicy RemovalPolicy)
{
    /// <summary>
    /// Native code needs less than 40 MB (bench/README.md); the rest is for the processor time that comes with it. The
    /// managed runtime compiles as it starts, which takes ten times as much of that.
    /// </summary>
    internal static FunctionDefaults From(Settings settings) => new(
        FunctionsCode.Publish(settings),
        settings.Architecture,
        settings.Compilation == Compilation.Native ? 256 : 512,
        settings.LogRetention,
        settings.RemovalPolicy);
}
