namespace ApprovalWorkflow;

/// <summary>What a <see cref="HumanApproval"/> uses: <see cref="Approvals"/> of this app, or of another one.</summary>
public abstract class ApprovalsBase : Construct
{
    private readonly HashSet<string> _stateMachines = [];

    private protected ApprovalsBase(Construct scope, string id)
        : base(scope, id)
    {
    }

    /// <summary>The website with the review page, without a slash at the end.</summary>
    public abstract string WebsiteUrl { get; }

    internal abstract ApprovalSteps Steps { get; }

    /// <summary>
    /// Lets the functions answer task tokens of a state machine, and withdraws the requests of its executions that end
    /// without success. The resources are in the given scope. In the scope of the functions, they would make a circular
    /// dependency. More calls for the same state machine do nothing.
    /// </summary>
    internal void GrantCallback(Construct scope, StateMachine stateMachine)
    {
        if (_stateMachines.Add(stateMachine.Node.Path)) Grant(scope, stateMachine);
    }

    private protected abstract void Grant(Construct scope, StateMachine stateMachine);
}
