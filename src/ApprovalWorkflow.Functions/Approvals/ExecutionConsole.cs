namespace ApprovalWorkflow.Functions.Approvals;

public static class ExecutionConsole
{
    /// <summary>
    /// The page of an execution in the Step Functions console of its region and partition. Null for executions at
    /// another endpoint than AWS's: no console has them.
    /// </summary>
    public static string? Url(string executionArn, string? endpoint)
    {
        if (endpoint is not null) return null;
        // arn:partition:states:region:account:execution:stateMachine:name
        var parts = executionArn.Split(':');
        var (partition, region) = (parts[1], parts[3]);
        var console = partition switch
        {
            "aws-cn" => "console.amazonaws.cn",
            "aws-us-gov" => "console.amazonaws-us-gov.com",
            _ => $"{region}.console.aws.amazon.com",
        };
        var execution = Uri.EscapeDataString(executionArn);
        return $"https://{console}/states/home?region={region}#/v2/executions/details/{execution}";
    }
}
