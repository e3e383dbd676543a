using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>Decisions by the AWS CLI, with the task token from the execution's history.</summary>
[Collection(nameof(ReviewStack))]
public class AwsCliTests(ReviewStack stack)
{
    [AwsCliFact]
    public Task True_approves() => DecideByTokenAsync("true", "Process Approval", "approved");

    [AwsCliFact]
    public Task False_rejects() => DecideByTokenAsync("false", "Process Rejection", "rejected");

    [AwsCliFact]
    public async Task A_mistyped_answer_loses_nothing()
    {
        var execution = await StartAsync();
        var first = await TokenAsync(execution, 1);
        await SucceedAsync("send-task-success", "--task-token", first, "--task-output", """{"approved":true}""");
        var second = await TokenAsync(execution, 2);
        await SucceedAsync("send-task-success", "--task-token", second, "--task-output", """{"result":true}""");
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());
    }

    [AwsCliFact]
    public async Task Failing_the_task_fails_the_execution()
    {
        var execution = await StartAsync();
        await SucceedAsync(
            "send-task-failure",
            "--task-token",
            await TokenAsync(execution, 1),
            "--error",
            "Withdrawn",
            "--cause",
            "Not needed");
        var end = await stack.EndOfAsync(execution);
        Assert.Equal(("FAILED", "Withdrawn", "Not needed"), (
            end.GetProperty("status").GetString(), end.GetProperty("error").GetString(), end.GetProperty("cause")
                .GetString()));
    }

    [AwsCliFact]
    public async Task Executions_are_listed_and_stopped()
    {
        var execution = await StartAsync();
        var running = await SucceedAsync(
            "list-executions", "--state-machine-arn", stack.StateMachineArn, "--status-filter", "RUNNING");
        Assert.Contains(
            running!.Value.GetProperty("executions").EnumerateArray(),
            item => item.GetProperty("executionArn").GetString() == execution);
        await SucceedAsync("stop-execution", "--execution-arn", execution, "--error", "Enough");
        var end = await SucceedAsync("describe-execution", "--execution-arn", execution);
        Assert.Equal(
            ("ABORTED", "Enough"),
            (end!.Value.GetProperty("status").GetString(), end.Value.GetProperty("error").GetString()));
    }

    [AwsCliFact]
    public async Task Errors_are_those_of_AWS()
    {
        var token = await AwsCli.StepFunctionsAsync(
            stack, "send-task-success", "--task-token", "made-up", "--task-output", "{}");
        Assert.NotEqual(0, token.ExitCode);
        Assert.Contains("(InvalidToken)", token.Error, StringComparison.Ordinal);
        var execution = await AwsCli.StepFunctionsAsync(
            stack,
            "describe-execution",
            "--execution-arn",
            stack.StateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":nobody");
        Assert.Contains("(ExecutionDoesNotExist)", execution.Error, StringComparison.Ordinal);
    }

    private async Task DecideByTokenAsync(string result, string branch, string status)
    {
        var execution = await StartAsync();
        var mail = (await stack.MailsAsync(execution))[0];
        var output = $$"""{"result":{{result}}}""";
        await SucceedAsync(
            "send-task-success", "--task-token", await TokenAsync(execution, 1), "--task-output", output);
        var end = await stack.EndOfAsync(execution);
        Assert.Equal("SUCCEEDED", end.GetProperty("status").GetString());
        Assert.Contains(branch, await stack.StatesOfAsync(execution));
        var record = await ReviewApi.ViewAsync(stack, mail);
        Assert.Equal(
            (status, "holder of the task token"),
            (record.GetProperty("status").GetString(), record.GetProperty("decidedBy").GetString()));
        Assert.Equal(409, (await ReviewApi.DecideAsync(stack, mail, result == "true" ? "reject" : "approve")).Status);
    }

    private async Task<string> StartAsync()
    {
        const string input = """{"subject":"By the CLI"}""";
        var answer = await SucceedAsync(
            "start-execution", "--state-machine-arn", stack.StateMachineArn, "--input", input);
        return answer!.Value.GetProperty("executionArn").GetString()!;
    }

    /// <summary>The task token of the execution's nth round.</summary>
    private async Task<string> TokenAsync(string execution, int nth)
    {
        await stack.MailsAsync(execution, nth * 3);
        var history = await SucceedAsync("get-execution-history", "--execution-arn", execution);
        return LocalStack.TaskTokensIn(history!.Value).ElementAt(nth - 1);
    }

    private async Task<JsonElement?> SucceedAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await AwsCli.StepFunctionsAsync(stack, arguments);
        Assert.True(exitCode == 0, error);
        return output;
    }
}
