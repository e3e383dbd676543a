using Amazon.CDK;

namespace ApprovalWorkflow;

internal static class StackOutputs
{
    /// <summary>Adds an output to the stack, under the same name in the template.</summary>
    public static void Output(this Stack stack, string name, string value, string description) =>
        new CfnOutput(stack, name, new CfnOutputProps { Value = value, Description = description });
}
