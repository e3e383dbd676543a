using Amazon.CDK.AWS.Lambda;

namespace ApprovalWorkflow;

/// <summary>The functions that every state machine with an approval invokes.</summary>
/// <param name="OpenRequest">Validates and stores a request.</param>
/// <param name="AskApprovers">
/// Stores the task token and mails the approvers. If the request is decided or expired, answers the task instead.
/// </param>
/// <param name="RecordAnswer">Records the answer to a task token.</param>
internal sealed record ApprovalSteps(IFunction OpenRequest, IFunction AskApprovers, IFunction RecordAnswer)
{
    public IFunction[] All => [OpenRequest, AskApprovers, RecordAnswer];
}
