using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>A request's history, and its events on the event bus.</summary>
[Collection(nameof(ReviewStack))]
public class HistoryTests(ReviewStack stack)
{
    [Fact]
    public async Task The_record_keeps_each_event_with_its_actor()
    {
        var execution = await stack.StartAsync("""
            {"approvers":["a@example.com","b@example.com"],"remindAfterSeconds":1,"expiresAfterSeconds":60}
            """);
        var mail = (await stack.MailsAsync(execution, 4)).First(each => each.To == "b@example.com");
        await ReviewApi.ViewAsync(stack, mail, "?opened=true");
        await ReviewApi.DecideAsync(stack, mail, "approve");
        await stack.EndOfAsync(execution);
        var history = (await ReviewApi.ViewAsync(stack, mail)).GetProperty("history").EnumerateArray().Select(each => (
            Event: each.GetProperty("event").GetString(), By: each.GetProperty("by").GetString())).ToList();
        Assert.Equal(("asked", "workflow"), (history[0].Event, history[0].By));
        Assert.Contains(("reminded", "workflow"), history.Select(each => (each.Event, each.By)));
        Assert.Equal([("opened", "b@example.com"), ("approved", "b@example.com"), ("delivered", "workflow")],
            history.Where(each => each.Event is not ("asked" or "reminded")).Select(each => (each.Event, each.By)));
    }

    [Fact]
    public async Task A_decision_by_the_task_token_is_in_the_history_too()
    {
        var execution = await stack.StartAsync("{}");
        var mail = (await stack.MailsAsync(execution))[0];
        var taskToken = await stack.TaskTokenAsync(execution);
        await stack.StepFunctionsAsync("SendTaskSuccess", new { taskToken, output = """{"result":true}""" });
        await stack.EndOfAsync(execution);
        Assert.Equal([("asked", "workflow"), ("approved", "holder of the task token"), ("delivered", "workflow")],
            (await ReviewApi.ViewAsync(stack, mail)).GetProperty("history").EnumerateArray()
                .Select(each => (each.GetProperty("event").GetString()!, each.GetProperty("by").GetString()!)));
    }

    [Theory]
    [InlineData("approve", "ApprovalApproved", "approved")]
    [InlineData("reject", "ApprovalRejected", "rejected")]
    [InlineData(null, "ApprovalExpired", "expired")]
    public async Task Each_outcome_is_announced(string? decision, string detailType, string status)
    {
        var seconds = decision is null ? 1 : 60;
        var execution = await stack.StartAsync($$"""
            {
              "subject": "Tell everybody",
              "approvers": ["a@example.com"],
              "expiresAfterSeconds": {{seconds}},
              "requestedBy": "ci"
            }
            """);
        var mail = (await stack.MailsAsync(execution))[0];
        if (decision is not null) await ReviewApi.DecideAsync(stack, mail, decision, "Because");
        await stack.EndOfAsync(execution);
        Assert.Equal(
            ["Announce request", "Announce outcome"],
            (await stack.StatesOfAsync(execution)).Where(
                name => name.StartsWith("Announce", StringComparison.Ordinal)));

        var sent = (await stack.HistoryAsync(execution))
            .Select(each => each.TryGetProperty(
                "taskScheduledEventDetails", out var task) && task.GetProperty("resource").GetString() == "putEvents"
                ? JsonDocument.Parse(task.GetProperty("parameters").GetString()!).RootElement.GetProperty("Entries")[0]
                : default)
            .Where(each => each.ValueKind == JsonValueKind.Object).ToList();
        Assert.Equal(
            ["ApprovalRequested", detailType], sent.Select(each => each.GetProperty("DetailType").GetString()));
        Assert.All(sent, each =>
        {
            Assert.Equal("ApprovalWorkflow", each.GetProperty("Source").GetString());
            var request = each.GetProperty("Detail").GetProperty("request");
            Assert.Equal((mail.RequestId, "Tell everybody", "ci"), (
                request.GetProperty("id").GetString(), request.GetProperty("subject").GetString(), request
                    .GetProperty("requestedBy").GetString()));
            Assert.DoesNotContain(mail.Key, each.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("taskToken", each.GetRawText(), StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(status, sent[1].GetProperty("Detail").GetProperty("approval").GetProperty("status").GetString());
        await stack.UntilPrintedAsync(detailType, mail.RequestId);
    }
}
