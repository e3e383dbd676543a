using EventRule = Amazon.CDK.AWS.Events.CfnRule;
using EventRuleProps = Amazon.CDK.AWS.Events.CfnRuleProps;

namespace ApprovalWorkflow;

/// <summary>Where the ends of executions are sent to, so that their requests are withdrawn.</summary>
/// <param name="StateMachineArn">The state machine that withdraws.</param>
/// <param name="RoleArn">The role with which EventBridge starts it.</param>
/// <param name="QueueArn">The queue of events that started nothing within a day.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html</remarks>
internal sealed record WithdrawalTarget(string StateMachineArn, string RoleArn, string QueueArn)
{
    private static readonly string[] _endedWithoutSuccess = ["ABORTED", "FAILED", "TIMED_OUT"];

    /// <summary>
    /// Watches a state machine. The rule is in its scope, because a reference to it could be circular between stacks.
    /// </summary>
    public void Watch(Construct scope, StateMachine stateMachine) =>
        new EventRule(scope, "Withdrawal", new EventRuleProps
        {
            Description = "Withdraws the requests of executions that ended before they were decided",
            State = "ENABLED",
            EventPattern = new Dictionary<string, object>
            {
                ["source"] = Only("aws.states"),
                ["detail-type"] = Only("Step Functions Execution Status Change"),
                ["detail"] = new Dictionary<string, object>
                {
                    ["status"] = _endedWithoutSuccess,
                    ["stateMachineArn"] = Only(stateMachine.StateMachineArn),
                },
            },
            Targets = new[]
            {
                new EventRule.TargetProperty
                {
                    Id = "Withdrawals",
                    Arn = StateMachineArn,
                    RoleArn = RoleArn,
                    InputPath = "$.detail",
                    DeadLetterConfig = new EventRule.DeadLetterConfigProperty { Arn = QueueArn },
                    // EventBridge's maximum: one day.
                    RetryPolicy = new EventRule.RetryPolicyProperty
                    {
                        MaximumEventAgeInSeconds = 86_400,
                        MaximumRetryAttempts = 185,
                    },
                },
            },
        });

    /// <summary>Patterns list the values that match.</summary>
    private static string[] Only(string value) => [value];
}
