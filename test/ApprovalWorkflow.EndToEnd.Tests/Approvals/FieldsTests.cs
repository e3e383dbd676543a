using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>What an approver fills in, from the execution's input to its output.</summary>
[Collection(nameof(ReviewStack))]
public class FieldsTests(ReviewStack stack)
{
    private const string Input = """
        {
          "approvers": ["a@example.com"],
          "fields": [
            {"name": "ticket", "label": "Change ticket", "required": true, "pattern": "CHG-[0-9]+"},
            {"name": "cost", "type": "number"}
          ]
        }
        """;

    [Fact]
    public async Task Values_are_checked_and_handed_on()
    {
        var execution = await stack.StartAsync(Input);
        var mail = (await stack.MailsAsync(execution))[0];
        Assert.Contains("Change ticket (required)", mail.Text, StringComparison.Ordinal);
        var (status, body) = await ReviewApi.DecideAsync(stack, mail, "approve", fields: new { ticket = "INC-1" });
        Assert.Equal(400, status);
        Assert.Contains("fields.ticket: ", body, StringComparison.Ordinal);
        Assert.Equal(
            200,
            (
                await ReviewApi.DecideAsync(
                    stack, mail, "approve", fields: new { ticket = "CHG-7", cost = 12.5 })).Status);
        Assert.Equal("""{"ticket":"CHG-7","cost":12.5}""", (await FieldsOfAsync(execution)).GetRawText());
    }

    [Fact]
    public async Task An_approval_by_the_task_token_needs_fields_too()
    {
        var execution = await stack.StartAsync(Input);
        await stack.MailsAsync(execution);
        await AnswerAsync(execution, """{"result":true}""");
        await stack.MailsAsync(execution, 2); // Asked again, because the ticket is missing.
        await AnswerAsync(execution, """{"result":true,"fields":null}""");
        await stack.MailsAsync(execution, 3);
        await AnswerAsync(execution, """{"result":true,"fields":{"ticket":"CHG-8","why":"say \"yes\" \\o/"}}""");
        Assert.Equal("""{"ticket":"CHG-8","why":"say \"yes\" \\o/"}""", (await FieldsOfAsync(execution)).GetRawText());
    }

    [Fact]
    public async Task A_rejection_by_the_task_token_needs_no_fields()
    {
        var execution = await stack.StartAsync(Input);
        await stack.MailsAsync(execution);
        await AnswerAsync(execution, """{"result":false}""");
        Assert.Equal("{}", (await FieldsOfAsync(execution)).GetRawText());
        Assert.Contains("Process Rejection", await stack.StatesOfAsync(execution));
    }

    private async Task AnswerAsync(string execution, string output) =>
        await stack.StepFunctionsAsync(
            "SendTaskSuccess", new { taskToken = await stack.TaskTokenAsync(execution), output });

    private async Task<JsonElement> FieldsOfAsync(string execution) => JsonDocument
        .Parse(
            (await stack.EndOfAsync(execution)).GetProperty("output")
                .GetString()!).RootElement.GetProperty("approval").GetProperty("fields");
}
