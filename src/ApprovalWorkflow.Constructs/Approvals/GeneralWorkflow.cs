using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.StateMachines;

namespace ApprovalWorkflow.Approvals;

/// <summary>Properties of <see cref="GeneralWorkflow"/>.</summary>
/// <param name="Approvals">The service that mails the approvers.</param>
public sealed record GeneralWorkflowProps(ApprovalService Approvals, FunctionDefaults Functions);

/// <summary>
/// Asks for approval of any execution input, then calls your function ProcessApproval, ProcessRejection or
/// ProcessExpiry. Its result is the execution's output.
/// </summary>
public sealed class GeneralWorkflow : Construct
{
    private readonly List<HandlerFunction> _processors = [];

    public GeneralWorkflow(Construct scope, string id, GeneralWorkflowProps props)
        : base(scope, id)
    {
        var approval = new HumanApproval(this, "Approval", new(props.Approvals)
        {
            OnApproved = Process("Process Approval", "ProcessApproval", props.Functions),
            OnRejected = Process("Process Rejection", "ProcessRejection", props.Functions),
            OnExpired = Process("Process Expiry", "ProcessExpiry", props.Functions),
        });
        StateMachine = new TracedStateMachine(
            this,
            "StateMachine",
            "Waits for a person's decision, then processes it",
            approval,
            props.Functions,
            [.. props.Approvals.Steps, .. _processors]);
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
