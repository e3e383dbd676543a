namespace ApprovalWorkflow.StateMachines;

/// <summary>The executions of a state machine, in policies.</summary>
internal static class StateMachineExecutions
{
    /// <summary>Allows to describe each of them.</summary>
    public static PolicyStatement AllowToDescribe(StateMachine stateMachine)
    {
        var executions = Stack.Of(stateMachine).FormatArn(new ArnComponents
        {
            Service = "states",
            Resource = "execution",
            ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
            ResourceName = $"{stateMachine.StateMachineName}:*",
        });
        return Permissions.Statement(executions, "states:DescribeExecution");
    }

    /// <summary>Gives the reason for that statement's wildcard.</summary>
    public static void AcknowledgeExecutions(this IConstruct policy, StateMachine stateMachine) =>
        policy.AcknowledgeWildcards(
            "The executions of this state machine: their names are not known yet.",
            $"arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{stateMachine.Attribute("Name")}:*");
}
