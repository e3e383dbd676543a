using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>Decisions through the whole stack, without a browser.</summary>
[Collection(nameof(ReviewStack))]
public class DecisionTests(ReviewStack stack)
{
    [Theory]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("\"text\"")]
    [InlineData("[1,{\"a\":2}]")]
    [InlineData("{}")]
    [InlineData("""{"key":"value"}""")]
    public async Task Any_JSON_is_a_request(string input)
    {
        var execution = await stack.StartAsync(input);
        var mail = (await stack.MailsAsync(execution))[0];
        Assert.Equal("Required approval from AWS Step Functions", mail.Subject);
        Assert.Equal(
            (200, """{"message":"Workflow approved successfully"}"""),
            await ReviewApi.DecideAsync(stack, mail, "approve"));
        var output = JsonDocument.Parse(
            (await stack.EndOfAsync(execution)).GetProperty("output").GetString()!).RootElement;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(input).RootElement, output.GetProperty("input")));
    }

    [Theory]
    [InlineData("""{"subject":7}""", "subject: ")]
    [InlineData("""{"approvers":["stranger@example.com"]}""", "approvers: stranger@example.com ")]
    [InlineData("""{"expiresAfterSeconds":0}""", "expiresAfterSeconds: ")]
    public async Task A_bad_input_fails_the_execution_and_names_the_field(string input, string named)
    {
        var end = await stack.EndOfAsync(await stack.StartAsync(input));
        Assert.Equal(
            ("FAILED", "InvalidRequestException"),
            (end.GetProperty("status").GetString(), end.GetProperty("error").GetString()));
        Assert.Contains(named, end.GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_50_clients_that_race_one_decision_wins()
    {
        var execution = await stack.StartAsync("""{"subject":"Race"}""");
        var mails = await stack.MailsAsync(execution, 3);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async n =>
        {
            var decision = n % 2 == 0 ? "approve" : "reject";
            var mail = mails[n % 3];
            return (Decision: decision, mail.To, Answer: await ReviewApi.DecideAsync(stack, mail, decision));
        }));
        var outcome = JsonDocument.Parse(
            (await stack.EndOfAsync(execution)).GetProperty("output").GetString()!).RootElement.GetProperty("approval");
        var (winner, by) = (outcome.GetProperty("status").GetString()!, outcome.GetProperty("decidedBy").GetString());
        Assert.All(
            answers,
            answer => Assert.Equal(
                winner.StartsWith(answer.Decision, StringComparison.Ordinal) && answer.To == by ? 200 : 409,
                answer.Answer.Status));
        Assert.All(answers.Where(answer => answer.Answer.Status == 409), answer =>
            Assert.Contains($"Already {winner} by {by} at ", answer.Answer.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_causes_reminders_and_expires_through_its_own_branch()
    {
        var execution = await stack.StartAsync("""
            {"subject":"Anybody?","approvers":["a@example.com"],"remindAfterSeconds":1,"expiresAfterSeconds":2}
            """);
        var end = await stack.EndOfAsync(execution);
        Assert.Equal("SUCCEEDED", end.GetProperty("status").GetString());
        Assert.Contains("Process Expiry", await stack.StatesOfAsync(execution));
        var mails = await stack.MailsAsync(execution, 2);
        Assert.Equal(["Anybody?", "Reminder: Anybody?"], mails.Select(mail => mail.Subject));
        Assert.Equal(410, (await ReviewApi.DecideAsync(stack, mails[0], "approve")).Status);
        Assert.Equal("expired", (await ReviewApi.ViewAsync(stack, mails[1])).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_link_of_the_first_mail_still_works_after_a_reminder()
    {
        var execution = await stack.StartAsync(
            """{"approvers":["a@example.com"],"remindAfterSeconds":1,"expiresAfterSeconds":60}""");
        var mails = await stack.MailsAsync(execution, 2);
        Assert.Equal(200, (await ReviewApi.DecideAsync(stack, mails[0], "approve")).Status);
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_decision_on_a_stopped_execution_says_that_it_changes_nothing()
    {
        var execution = await stack.StartAsync("{}");
        var mail = (await stack.MailsAsync(execution))[0];
        await stack.StepFunctionsAsync("StopExecution", new { executionArn = execution });
        Assert.Equal(410, (await ReviewApi.DecideAsync(stack, mail, "approve")).Status);
    }
}
