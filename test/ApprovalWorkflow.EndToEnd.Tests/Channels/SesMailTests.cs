using System.Net.Http.Json;
using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Approvals;
using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Channels;

/// <summary>The stack with mails by SES. Mails to the second approver come back.</summary>
public sealed class SesStack() : LocalStack(
    "approvers=a@example.com,bounce@example.com", "mail=ses", "mailFrom=approvals@example.com", "reports=false");

/// <summary>Mails in HTML, in the mailbox and its reader's browser.</summary>
public sealed class SesMailTests(SesStack stack, Browser browser) : IClassFixture<SesStack>, IClassFixture<Browser>
{
    private static readonly HttpClient _http = new();

    [Theory]
    [InlineData("Approve", "Process Approval")]
    [InlineData("Reject", "Process Rejection")]
    public async Task A_button_of_the_mail_leads_to_the_page_where_a_person_decides(string button, string branch)
    {
        var execution = await stack.StartAsync("""{"subject":"Deploy v2?","requestedBy":"ci","version":"v2 <b>"}""");
        var mail = await MailAsync(execution);
        await using var read = await browser.OpenAsync($"{stack.Mailbox}/email/{mail.Id}/html");
        foreach (var shown in new[] { "Approval needed", "Deploy v2?", "ci", "version", "v2 <b>" })
            await Expect(read.Page.GetByText(shown, new() { Exact = true })).ToBeVisibleAsync();
        var link = await read.Page.GetByRole(AriaRole.Link, new() { Name = button }).GetAttributeAsync("href");
        await using var review = await browser.OpenAsync(link);
        await review.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await stack.EndOfAsync(execution);
        Assert.Contains(branch, await stack.StatesOfAsync(execution));
    }

    [Fact]
    public async Task Reminder_and_outcome_are_in_one_conversation_and_whoever_asked_hears_it()
    {
        var execution = await stack.StartAsync("""
            {"subject":"Deploy v3?","requestedBy":"ci@example.com","remindAfterSeconds":2,"expiresAfterSeconds":600,
             "approvers":["a@example.com"]}
            """);
        var mails = await stack.MailsAsync(execution, 2);
        await ReviewApi.DecideAsync(stack, mails[1], "reject", "Not on a Friday");
        await stack.EndOfAsync(execution);

        JsonElement outcome = default;
        await stack.Until(
            async () => (outcome = (await AllAsync()).FirstOrDefault(mail => To(mail) == "ci@example.com")).ValueKind
                != JsonValueKind.Undefined,
            TimeSpan.FromSeconds(30),
            "whoever asked gets the outcome");
        Assert.Equal("Rejected: Deploy v3?", Text(outcome, "subject"));
        Assert.Contains("Rejected by:\n    a@example.com\n", Text(outcome, "text"), StringComparison.Ordinal);
        Assert.Contains("Comment:\n    Not on a Friday\n", Text(outcome, "text"), StringComparison.Ordinal);

        var asked = (await AllAsync()).Where(
            mail => Text(mail, "text").Contains(execution, StringComparison.Ordinal)).ToList();
        Assert.Equal("Deploy v3?", Assert.Single(asked.Select(mail => Text(mail, "subject")).Distinct()));
        Assert.Equal(
            $"<approval-{mails[0].RequestId}@example.com>",
            Assert.Single(asked.Append(outcome).Select(mail => Header(mail, "references")).Distinct()));
        Assert.Equal(asked.Count, asked.Select(mail => Header(mail, "message-id")).Distinct().Count());
        // An answer would quote the links.
        Assert.All(asked, mail => Assert.False(mail.GetProperty("headers").TryGetProperty("reply-to", out _)));
        Assert.Contains("Reminder 1 of ", Text(asked[1], "html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_came_back_is_in_the_history()
    {
        var mail = await MailAsync(await stack.StartAsync("{}"));
        await stack.Until(
            async () => (await ReviewApi.ViewAsync(stack, mail)).GetProperty("history").EnumerateArray().Any(
                each => Text(each, "event") == "bounced" && Text(each, "by") == "bounce@example.com"),
            TimeSpan.FromSeconds(30),
            "the history has it");
        await using var review = await browser.OpenAsync(mail.ApproveLink);
        await Expect(review.Page.GetByText("Mail came back").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_image_is_in_the_mail()
    {
        await stack.PutFrameAsync(
            "asked/red",
            Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="),
            "image/png");
        var execution = await stack.StartAsync(
            $$$"""{"image":{"bucket":"{{{stack.Output("FramesBucketName")}}}","key":"asked/red"}}""");
        var mail = await MailAsync(execution);
        await using var read = await browser.OpenAsync($"{stack.Mailbox}/email/{mail.Id}/html");
        Assert.Equal(1, await read.Page.EvaluateAsync<int>("() => document.images[0].naturalWidth"));
    }

    private async Task<Mail> MailAsync(string execution) => (await stack.MailsAsync(execution))[0];

    private async Task<IEnumerable<JsonElement>> AllAsync() =>
        (await _http.GetFromJsonAsync<JsonElement>($"{stack.Mailbox}/email")).EnumerateArray();

    private static string Text(JsonElement mail, string member) => mail.GetProperty(member).GetString()!;

    private static string To(JsonElement mail) => mail.GetProperty("to")[0].GetProperty("address").GetString()!;

    private static string Header(JsonElement mail, string name) => Text(mail.GetProperty("headers"), name);
}
