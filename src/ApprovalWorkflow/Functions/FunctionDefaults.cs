using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow.Functions;

/// <summary>What all functions share.</summary>
/// <param name="Code">The published executable with every handler.</param>
/// <param name="Architecture">The processors that the code is for.</param>
/// <param name="LogRetention">How long log events are kept.</param>
/// <param name="RemovalPolicy">What becomes of the log groups when the stack is deleted.</param>
public sealed record FunctionDefaults(
    Code Code, Architecture Architecture, RetentionDays LogRetention, RemovalPolicy RemovalPolicy)
{
    internal static FunctionDefaults From(Settings settings) =>
        new(FunctionsCode.Publish(settings), settings.Architecture, settings.LogRetention, settings.RemovalPolicy);
}
