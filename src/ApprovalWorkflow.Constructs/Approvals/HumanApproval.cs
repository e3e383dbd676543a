namespace ApprovalWorkflow;

/// <summary>Properties of <see cref="HumanApproval"/>.</summary>
/// <param name="Approvals">Whom to ask, and how.</param>
public sealed record HumanApprovalProps(ApprovalsBase Approvals)
{
    /// <summary>
    /// The question. Default: the fragment's input, at most 200 KiB of JSON. Its members <c>subject</c>,
    /// <c>message</c>, <c>url</c>, <c>requestedBy</c>, <c>approvers</c>, <c>requiredApprovals</c>,
    /// <c>remindAfterSeconds</c>, <c>expiresAfterSeconds</c>, <c>fields</c> and <c>image</c> are as in
    /// <see cref="RequestOptions"/>. All other members are details.
    /// </summary>
    public RequestOptions? Request { get; init; }

    /// <summary>What follows an approval. Default: what follows the fragment.</summary>
    public IChainable? OnApproved { get; init; }

    /// <summary>What follows a rejection. Default: the execution fails with <c>ApprovalRejected</c>.</summary>
    public IChainable? OnRejected { get; init; }

    /// <summary>What follows an expiry. Default: the execution fails with <c>ApprovalExpired</c>.</summary>
    public IChainable? OnExpired { get; init; }
}

/// <summary>
/// Waits for a person's decision, then takes the branch of the outcome. It works in any standard state machine, also in
/// a Parallel or inline Map state. If a state machine has more than one, call
/// <see cref="StateMachineFragment.PrefixStates"/> on each, because names of states must differ.
/// </summary>
/// <example>
/// <code>
/// var approval = new HumanApproval(this, "Approve deployment", new(approvals)
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
/// <see href="~/docs/using-the-package.md#samples">Samples</see> are whole apps.
/// </example>
/// <remarks>
/// <para>
/// Input: any JSON. Output to the branch:
/// <c>{"input": …, "approval": {"id", "status", "decidedBy", "decidedAt", "comment", "comments", "fields"}}</c>,
/// where status is approved, rejected or expired. An invalid request fails the execution with
/// <c>InvalidRequestException</c>. Events on the default EventBridge bus announce the request and its outcome
/// (<see href="~/docs/events.md">docs/events.md</see>).
/// </para>
/// <para>
/// An execution that is stopped, fails or times out withdraws its requests. A request stays open if only its approval
/// ends: by a SendTaskFailure that the state machine catches, or in an aborted branch of a Parallel state. A later
/// click is recorded and answered with 200, but has no effect.
/// </para>
/// <para>
/// After an answer to the task token that is neither true nor false, or true without required <c>fields</c>, the
/// request is asked again. The round's wait starts anew, so the request may expire up to one reminder interval late.
/// The values of <c>fields</c> are not checked; by link and on the website they are.
/// </para>
/// <para>Synthesis fails unless <see cref="GrantCallback"/> is called with the state machine.</para>
/// <para>https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token</para>
/// </remarks>
public sealed class HumanApproval : StateMachineFragment
{
    private readonly ApprovalsBase _approvals;
    private readonly CallbackGranted _granted;

    /// <summary>Creates the states. A request is checked when it is opened, and not here.</summary>
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

        var states = new HumanApprovalStates(this, _approvals.Steps, props.Request);
        StartState = states.Build(onApproved, onRejected, onExpired);
        // Branches may share an end state, and CDK lets only one state follow it.
        EndStates = [.. onApproved.EndStates.Union(onRejected.EndStates).Union(onExpired.EndStates)];
    }

    /// <summary>The first state.</summary>
    public override State StartState { get; }

    /// <summary>The last states of all branches. What follows the fragment follows each of them.</summary>
    public override INextable[] EndStates { get; }

    /// <summary>
    /// Lets decisions reach the executions of the state machine that has this fragment, and withdraws the requests of
    /// executions that end without success.
    /// </summary>
    /// <param name="stateMachine">A standard state machine. More calls for the same one do nothing.</param>
    /// <exception cref="InvalidPropertyException">It is an express state machine.</exception>
    public void GrantCallback(StateMachine stateMachine)
    {
        if (stateMachine.StateMachineType == StateMachineType.EXPRESS)
            throw new InvalidPropertyException(
                nameof(stateMachine.StateMachineType),
                $"{stateMachine.StateMachineType}",
                $"has no task tokens, which the approval {Node.Path} needs",
                "Use a standard state machine.");
        _approvals.GrantCallback(this, stateMachine);
        _granted.Done = true;
    }

    private Fail Failure(string id, string error, string cause, params string[] paths) => new(this, id, new FailProps
    {
        QueryLanguage = QueryLanguage.JSON_PATH,
        Error = error,
        CausePath = JsonPath.Format(cause, [.. paths.Select(JsonPath.StringAt)]),
    });
}
