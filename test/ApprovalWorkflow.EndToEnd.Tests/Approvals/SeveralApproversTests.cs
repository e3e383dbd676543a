using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>Requests that take more than one approval, through the whole stack.</summary>
[Collection(nameof(ReviewStack))]
public class SeveralApproversTests(ReviewStack stack)
{
    [Fact]
    public async Task Two_of_three_must_approve()
    {
        var execution = await stack.StartAsync("""{"subject":"Two of three","requiredApprovals":2}""");
        var mails = await stack.MailsAsync(execution, 3);
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                (200, """{"message":"Approval recorded: 1 of 2"}"""),
                await ReviewApi.DecideAsync(stack, mails[0], "approve"));
        Assert.Equal("RUNNING", (await stack.DescribeAsync(execution)).GetProperty("status").GetString());
        Assert.Equal(
            (200, """{"message":"Workflow approved successfully"}"""),
            await ReviewApi.DecideAsync(stack, mails[1], "approve"));
        var approval = await ApprovalOfAsync(execution);
        Assert.Equal(
            ("approved", $"{mails[0].To}, {mails[1].To}"),
            (approval.GetProperty("status").GetString(), approval.GetProperty("decidedBy").GetString()));
    }

    [Fact]
    public async Task One_rejection_rejects()
    {
        var execution = await stack.StartAsync("""{"requiredApprovals":3}""");
        var mails = await stack.MailsAsync(execution, 3);
        await ReviewApi.DecideAsync(stack, mails[0], "approve");
        await ReviewApi.DecideAsync(stack, mails[1], "reject", "Not like this");
        var approval = await ApprovalOfAsync(execution);
        Assert.Equal(("rejected", mails[1].To, "Not like this"),
            (
                approval.GetProperty("status").GetString(),
                approval.GetProperty("decidedBy").GetString(),
                approval.GetProperty("comment").GetString()));
    }

    [Fact]
    public async Task Of_150_clients_that_race_for_2_of_3_each_approver_counts_once()
    {
        var execution = await stack.StartAsync("""{"subject":"Race for two","requiredApprovals":2}""");
        var mails = await stack.MailsAsync(execution, 3);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 150).Select(n => ReviewApi.DecideAsync(stack, mails[n % 3], "approve")));
        var approval = await ApprovalOfAsync(execution);
        var view = await ReviewApi.ViewAsync(stack, mails[0]);
        var given = view.GetProperty("approvals").EnumerateArray().Select(
            each => each.GetProperty("approver").GetString()).ToList();
        Assert.Equal(2, given.Count);
        Assert.All(
            answers.Select((answer, n) => (answer.Status, Decided: given.Contains(mails[n % 3].To))),
            answer => Assert.Equal(answer.Decided ? 200 : 409, answer.Status));
        Assert.Equal(string.Join(", ", given), approval.GetProperty("decidedBy").GetString());
        Assert.Single(await stack.StatesOfAsync(execution), "Record answer");
    }

    private async Task<JsonElement> ApprovalOfAsync(string execution) =>
        JsonDocument.Parse(
            (await stack.EndOfAsync(execution)).GetProperty("output").GetString()!).RootElement.GetProperty("approval");
}
