using Amazon.CDK.AWS.StepFunctions.Tasks;

namespace ApprovalWorkflow;

/// <summary>
/// Asks for approval of any execution input, then calls your function ProcessApproval, ProcessRejection or
/// ProcessExpiry. Its result is the execution's output.
/// </summary>
internal sealed class GeneralWorkflow : Construct
{
    private readonly List<HandlerFunction> _processors = [];

    public GeneralWorkflow(Construct scope, string id, Approvals approvals)
        : base(scope, id)
    {
        var approval = new HumanApproval(this, "Approval", new(approvals)
        {
            OnApproved = Process("Process Approval", "ProcessApproval", approvals.Functions),
            OnRejected = Process("Process Rejection", "ProcessRejection", approvals.Functions),
            OnExpired = Process("Process Expiry", "ProcessExpiry", approvals.Functions),
        });
        StateMachine = new TracedStateMachine(
            this,
            "StateMachine",
            "Waits for a person's decision, then processes it",
            approval,
            approvals.Functions,
            [.. approvals.Steps.All, .. _processors]);
        approval.GrantCallback(StateMachine);
    }

    public StateMachine StateMachine { get; }

    private LambdaInvoke Process(string name, string handler, FunctionDefaults defaults)
    {
        var function = new HandlerFunction(this, handler, Duration.Seconds(30), defaults);
        _processors.Add(function);
        return LambdaTask.Create(this, name, function, new LambdaInvokeProps { OutputPath = "$.Payload" });
    }
}
