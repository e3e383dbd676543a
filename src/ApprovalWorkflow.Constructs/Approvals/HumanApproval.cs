namespace ApprovalWorkflow.Approvals;

/// <summary>What <see cref="HumanApproval"/> is made with.</summary>
/// <param name="Approvals">The service that mails the approvers.</param>
public sealed record HumanApprovalProps(ApprovalService Approvals)
{
    /// <summary>
    /// What is asked. Without it, the fragment's input says so: its members <c>subject</c>, <c>message</c>,
    /// <c>requestedBy</c>, <c>approvers</c>, <c>requiredApprovals</c>, <c>remindAfterSeconds</c>,
    /// <c>expiresAfterSeconds</c>, <c>fields</c> and <c>image</c>, and all else that is in it as details.
    /// </summary>
    public RequestOptions? Request { get; init; }

    /// <summary>What follows an approval. Without it, whatever follows the fragment does.</summary>
    public IChainable? OnApproved { get; init; }

    /// <summary>
    /// What follows a rejection. Without it, the execution fails with the error <c>ApprovalRejected</c>.
    /// </summary>
    public IChainable? OnRejected { get; init; }

    /// <summary>
    /// What follows when nobody decided in time. Without it, the execution fails with the error <c>ApprovalExpired</c>.
    /// </summary>
    public IChainable? OnExpired { get; init; }
}

/// <summary>
/// Waits until a person has decided, and goes on by the branch of the outcome. For use in any standard state machine,
/// also in a Parallel or an inline Map state; used more than once in a state machine, each use needs
/// <see cref="StateMachineFragment.PrefixStates"/>, as names of states must differ.
/// </summary>
/// <example>
/// <code>
/// var approval = new HumanApproval(this, "Approve deployment", new(stack.Approvals)
/// {
///     Request = new() { Subject = "Deploy to production", RequiredApprovals = 2 },
///     OnRejected = rollBack,
/// });
/// var stateMachine = new StateMachine(this, "Deployment", new StateMachineProps
/// {
///     DefinitionBody = DefinitionBody.FromChainable(test.Next(approval).Next(deploy)),
/// });
/// approval.GrantCallback(stateMachine);
/// </code>
/// docs/samples has a whole stack.
/// </example>
/// <remarks>
/// <para>
/// Input: any JSON. Output to the branch:
/// <c>{"input": …, "approval": {"id", "status", "decidedBy", "decidedAt", "comment", "fields"}}</c>, where status is
/// approved, rejected or expired. A request that cannot be asked fails the execution with the error
/// <c>InvalidRequestException</c>. Events on the default EventBridge bus announce the request and its end
/// (docs/events.md).
/// </para>
/// <para>
/// An execution that is stopped, fails or times out withdraws its requests. If an approval ends otherwise – by a
/// SendTaskFailure that the state machine catches, or in a branch of a Parallel state that was given up – the request
/// stays open: a later click is recorded and answered 200, though nobody hears it.
/// </para>
/// <para>
/// An answer to the task token that is neither true nor false, or true without <c>fields</c> where some are required,
/// is asked again. The round's wait starts anew, so the request may expire up to one reminder interval late. Only that
/// <c>fields</c> is there is checked; by link and on the website, its values are.
/// </para>
/// <para>Call <see cref="GrantCallback"/> with the state machine; synthesis fails otherwise.</para>
/// <para>https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token</para>
/// </remarks>
public sealed class HumanApproval : StateMachineFragment
{
    private readonly ApprovalService _approvals;
    private readonly CallbackGranted _granted;

    public HumanApproval(Construct scope, string id, HumanApprovalProps props)
        : base(scope, id)
    {
        _approvals = props.Approvals;
        _granted = new CallbackGranted(Node.Path);
        Node.AddValidation(_granted);

        var onApproved = props.OnApproved ?? new Pass(this, "Approved");
        var onRejected = props.OnRejected ?? Failure(
            "Rejected", "ApprovalRejected", "Rejected by {}. {}", "$.approval.decidedBy", "$.approval.comment");
        var onExpired = props.OnExpired ?? Failure(
            "Expired", "ApprovalExpired", "Request {} expired.", "$.approval.id");

        var states = new HumanApprovalStates(this, _approvals, props.Request);
        StartState = states.Build(onApproved, onRejected, onExpired);
        // A state may be the end of several branches, and can be followed by one state once.
        EndStates = [.. onApproved.EndStates.Union(onRejected.EndStates).Union(onExpired.EndStates)];
    }

    /// <inheritdoc/>
    public override State StartState { get; }

    public override INextable[] EndStates { get; }

    /// <summary>
    /// Lets the approvers' decisions reach the executions of the state machine that this fragment is part of, and
    /// withdraws the requests of those that end without success.
    /// </summary>
    public void GrantCallback(StateMachine stateMachine)
    {
        _approvals.GrantCallback(this, stateMachine);
        _granted.Done = true;
    }

    private Fail Failure(string id, string error, string cause, params string[] paths) => new(this, id, new FailProps
    {
        Error = error,
        CausePath = JsonPath.Format(cause, [.. paths.Select(JsonPath.StringAt)]),
    });
}
