namespace ApprovalWorkflow;

/// <summary>The executions of a state machine, in policies.</summary>
internal static class StateMachineExecutions
{
    /// <summary>Allows describing each of them.</summary>
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

    /// <summary>All state machines or executions of this account and Region.</summary>
    /// <param name="resource"><c>stateMachine</c> or <c>execution</c>.</param>
    public static string OfAccount(Construct scope, string resource) => Stack.Of(scope).FormatArn(new ArnComponents
    {
        Service = "states",
        Resource = resource,
        ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
        ResourceName = "*",
    });

    /// <summary>The same as the findings name it.</summary>
    public static string FindingOf(IConstruct scope, string resource) =>
        $"arn:<AWS::Partition>:states:{scope.RegionInFindings()}:{scope.AccountInFindings()}:{resource}:*";

    /// <summary>Gives the reason for the wildcard of <see cref="AllowToDescribe"/>.</summary>
    public static void AcknowledgeExecutions(this IConstruct policy, StateMachine stateMachine) =>
        policy.AcknowledgeWildcards(
            "The executions of this state machine: their names are not known yet.",
            FindingOf(stateMachine, $"execution:{stateMachine.Attribute("Name")}"));
}
