using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>What happens to a request whose execution ends before anybody has decided.</summary>
[Collection(nameof(ReviewStack))]
public class WithdrawalTests(ReviewStack stack)
{
    [Fact]
    public async Task Stopping_the_execution_withdraws_the_request()
    {
        var execution = await stack.StartAsync("""{"subject":"To be withdrawn","requiredApprovals":2}""");
        var mails = await stack.MailsAsync(execution, 3);
        await ReviewApi.DecideAsync(stack, mails[0], "approve");
        await stack.StepFunctionsAsync("StopExecution", new { executionArn = execution, cause = "No longer needed" });
        var view = await EndedAsync(mails[1]);
        Assert.Equal(
            ("withdrawn", "The execution was stopped: No longer needed"),
            (view.GetProperty("status").GetString(), view.GetProperty("comment").GetString()));
        await stack.UntilPrintedAsync("ApprovalWithdrawn", mails[1].RequestId);

        var (status, body) = await ReviewApi.DecideAsync(stack, mails[1], "approve");
        Assert.Equal(410, status);
        Assert.Contains("This request was withdrawn at ", body, StringComparison.Ordinal);
        Assert.Equal("withdrawn", (await ReviewApi.ViewAsync(stack, mails[1])).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_failed_execution_withdraws_its_requests()
    {
        var execution = await stack.StartAsync("{}");
        var mail = (await stack.MailsAsync(execution))[0];
        await stack.StepFunctionsAsync(
            "SendTaskFailure",
            new { taskToken = await stack.TaskTokenAsync(execution), error = "Broken", cause = "Made by the test" });
        var view = await EndedAsync(mail);
        Assert.Equal(
            ("withdrawn", "The execution failed: Made by the test"),
            (view.GetProperty("status").GetString(), view.GetProperty("comment").GetString()));
    }

    private async Task<JsonElement> EndedAsync(Mail mail)
    {
        JsonElement view = default;
        await stack.Until(
            async () => (view = await ReviewApi.ViewAsync(stack, mail)).GetProperty("status").GetString() != "pending",
            TimeSpan.FromSeconds(30),
            "the request is closed");
        return view;
    }
}
