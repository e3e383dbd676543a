using Amazon.CDK.AWS.StepFunctions;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Support;

namespace ApprovalWorkflow.Approvals;

/// <summary>What cdk-nag finds at every state machine that CDK makes a role for.</summary>
internal static class StateMachineFindings
{
    /// <param name="stateMachine">A state machine that is traced and logs.</param>
    /// <param name="functions">The functions that its tasks invoke.</param>
    public static void AcknowledgeFindings(this StateMachine stateMachine, params HandlerFunction[] functions)
    {
        stateMachine.AcknowledgeWildcards("Actions that send traces and deliver logs have no narrower resource.", "*");
        stateMachine.AcknowledgeWildcards(
            "The versions and aliases of these functions, which CDK's tasks always include.",
            [.. functions.Select(function => $"{function.Attribute("Arn")}:*")]);
    }
}
