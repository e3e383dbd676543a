using Amazon.JSII.Runtime.Deputy;

namespace ApprovalWorkflow;

/// <summary>Fails synthesis for a fragment whose decisions would never reach an execution.</summary>
internal sealed class CallbackGranted(string path) : DeputyBase, IValidation
{
    public bool Done { get; set; }

    public string[] Validate() => Done
        ? []
        :
        [
            $"The approval {path} has no permission to answer its state machine, so every decision would be lost. " +
            "Call its GrantCallback(stateMachine) with the state machine that it is part of.",
        ];
}
