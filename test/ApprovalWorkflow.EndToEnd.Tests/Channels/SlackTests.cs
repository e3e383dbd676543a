using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Approvals;
using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Channels;

/// <summary>From the message in Slack to the execution's end, in a browser.</summary>
[Collection(nameof(SlackStack))]
public class SlackTests(SlackStack stack, Browser browser)
{
    private static readonly HttpClient _http = new();

    [Fact]
    public async Task An_approver_decides_in_Slack_with_a_comment_and_a_field()
    {
        var execution = await stack.StartAsync("""
            {"subject":"Deploy v3 from Slack?","message":"All checks are green.","fields":[
              {"name":"ticket","label":"Change ticket","pattern":"CHG-[0-9]+","required":true},
              {"name":"share","label":"Share of users","type":"number"}]}
            """);
        await using var slack = await OpenAsync();
        var question = await MessageAsync(slack.Page, "a@example.com", "Deploy v3 from Slack?");
        await Expect(question).ToContainTextAsync("All checks are green.");

        await question.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await slack.Page.GetByLabel("Change ticket").FillAsync("7");
        await slack.Page.GetByLabel("Share of users").FillAsync("12.50");
        await slack.Page.GetByLabel("Comment").FillAsync("Looked at it");
        await slack.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(slack.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not match the pattern");
        await slack.Page.GetByLabel("Change ticket").FillAsync("CHG-7");
        await slack.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(slack.Page.GetByText("Workflow approved successfully")).ToBeVisibleAsync();

        var end = await stack.EndOfAsync(execution);
        var approval = JsonDocument.Parse(end.GetProperty("output").GetString()!).RootElement.GetProperty("approval");
        Assert.Equal(
            ("a@example.com", "Looked at it", """{"ticket":"CHG-7","share":12.50}"""),
            (approval.GetProperty("decidedBy").GetString(), approval.GetProperty("comment").GetString(),
                approval.GetProperty("fields").GetRawText()));
        foreach (var approver in new[] { "a@example.com", "b@example.com" })
        {
            var message = await MessageAsync(
                slack.Page, approver, "Approved by a@example.com", "Deploy v3 from Slack?");
            await Expect(message).ToContainTextAsync("Looked at it");
            await Expect(message.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Who_is_no_approver_is_refused()
    {
        var execution = await stack.StartAsync("""{"subject":"Not for everybody"}""");
        await using var slack = await OpenAsync();
        var question = await MessageAsync(slack.Page, "b@example.com", "Not for everybody");
        await question.GetByLabel("Pressed by").FillAsync("stranger@example.com");
        await question.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(slack.Page.GetByText("You were not asked")).ToBeVisibleAsync();
        Assert.Equal("RUNNING", (await stack.DescribeAsync(execution)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("v0=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(null)]
    public async Task A_call_without_Slacks_signature_gets_401(string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, stack.Output("SlackInteractionsUrl"));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("payload", "{}")]);
        request.Headers.Add("X-Slack-Request-Timestamp", $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
        if (signature is not null) request.Headers.Add("X-Slack-Signature", signature);
        using var response = await _http.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task While_Slack_is_down_the_mail_goes_the_history_says_so_and_the_reminder_asks()
    {
        await SwitchAsync(down: true);
        try
        {
            var execution = await stack.StartAsync("""
                {"subject":"Asked while Slack is down","remindAfterSeconds":12,"expiresAfterSeconds":120}
                """);
            var mail = (await stack.MailsAsync(execution))[0];
            await stack.Until(
                async () => (await ReviewApi.ViewAsync(stack, mail)).GetProperty("history").EnumerateArray().Any(each =>
                    each.GetProperty("event").GetString() == "unreached"
                    && each.GetProperty("note").GetString() == "Slack: answered 503"),
                TimeSpan.FromSeconds(20),
                "the history says that Slack was not reached");
        }
        finally
        {
            await SwitchAsync(down: false);
        }
        await using var slack = await OpenAsync();
        var question = await MessageAsync(slack.Page, "a@example.com", "Asked while Slack is down");
        await question.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await slack.Page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(slack.Page.GetByText("Workflow rejected")).ToBeVisibleAsync();
    }

    private Task<WatchedPage> OpenAsync() => browser.OpenAsync(stack.Slack);

    /// <summary>The direct message to an approver with these texts, once it is there.</summary>
    private async Task<ILocator> MessageAsync(IPage page, string approver, params string[] texts)
    {
        var message = page.Locator("section").Filter(new() { HasText = $"Direct messages to {approver}" })
            .Locator("article");
        foreach (var text in texts) message = message.Filter(new() { HasText = text });
        await stack.Until(
            async () =>
            {
                await page.GotoAsync(stack.Slack);
                return await message.CountAsync() > 0;
            },
            TimeSpan.FromSeconds(30),
            $"Slack has a message with {string.Join(" and ", texts)}");
        return message.First;
    }

    private async Task SwitchAsync(bool down)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("down", down ? "true" : "false")]);
        using var response = await _http.PostAsync(new Uri($"{stack.Slack}/down"), form);
        response.EnsureSuccessStatusCode();
    }
}
