using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

/// <summary>
/// A standard state machine, traced and logged. Logs omit execution data because it holds secrets: task tokens and
/// links to reports. There is no time-out: requests have deadlines and other steps time-outs, and an execution that
/// timed out would leave its record unchanged.
/// </summary>
internal sealed class TracedStateMachine : StateMachine
{
    /// <param name="functions">The functions that its tasks invoke.</param>
    public TracedStateMachine(
        Construct scope,
        string id,
        string comment,
        IChainable body,
        FunctionDefaults defaults,
        params IFunction[] functions)
        : base(scope, id, Props(scope, comment, body, defaults))
    {
        this.AcknowledgeWildcards("Actions that send traces and deliver logs have no narrower resource.", "*");
        this.AcknowledgeWildcards(
            "The versions and aliases of these functions, which CDK's tasks always include.",
            [.. functions.Select(function => $"{function.Attribute("Arn")}:*")]);
    }

    private static StateMachineProps Props(
        Construct scope, string comment, IChainable body, FunctionDefaults defaults) => new()
        {
            StateMachineType = StateMachineType.STANDARD,
            Comment = comment,
            DefinitionBody = DefinitionBody.FromChainable(body),
            TracingEnabled = true,
            Logs = new LogOptions
            {
                Destination = new LogGroup(scope, "Log", new LogGroupProps
                {
                    // This prefix keeps the log out of CloudWatch's resource policy, whose size is limited. The
                    // stack's id keeps the name apart from those of retained log groups.
                    // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
                    LogGroupName = $"/aws/vendedlogs/states/{scope.StackUuid()}/{scope.PathInIds()}",
                    Retention = defaults.LogRetention,
                    RemovalPolicy = defaults.RemovalPolicy,
                }),
                Level = LogLevel.ALL,
                IncludeExecutionData = false,
            },
        };
}
