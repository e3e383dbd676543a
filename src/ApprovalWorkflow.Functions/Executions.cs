using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace ApprovalWorkflow.Functions;

public static class Executions
{
    /// <summary>An execution, or null: Step Functions forgets it 90 days after its end.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    public static async Task<DescribeExecutionResponse?> FindExecutionAsync(
        this IAmazonStepFunctions stepFunctions, string executionArn)
    {
        try
        {
            return await stepFunctions.DescribeExecutionAsync(
                new DescribeExecutionRequest { ExecutionArn = executionArn });
        }
        catch (ExecutionDoesNotExistException)
        {
            return null;
        }
    }

    public static Task<DescribeExecutionResponse?> FindExecutionAsync(
        this IAmazonStepFunctions stepFunctions, string stateMachineArn, string name) =>
        stepFunctions.FindExecutionAsync(
            $"{stateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}");
}
