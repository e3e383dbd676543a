using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Support;
using Constructs;

namespace ApprovalWorkflow.Approvals;

/// <summary>
/// The log of a state machine: every step, without the data, as that holds the task token, which is as good as the
/// decision.
/// </summary>
internal static class StateMachineLog
{
    public static LogOptions Create(Construct scope, FunctionDefaults defaults) => new()
    {
        Destination = new LogGroup(scope, "Log", new LogGroupProps
        {
            // Names with this prefix do not count against the size of CloudWatch's resource policy; the stack's own id
            // makes it one that a retained log group does not hold already.
            // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
            LogGroupName = $"/aws/vendedlogs/states/{scope.StackUuid()}/{scope.Node.Path}",
            Retention = defaults.LogRetention,
            RemovalPolicy = defaults.RemovalPolicy,
        }),
        Level = LogLevel.ALL,
        IncludeExecutionData = false,
    };
}
