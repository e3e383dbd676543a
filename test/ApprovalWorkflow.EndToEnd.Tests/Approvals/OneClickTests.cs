using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>One-click links and the exact texts of their answers.</summary>
[Collection(nameof(OneClickStack))]
public class OneClickTests(OneClickStack stack, Browser browser)
{
    private static readonly HttpClient _http = new();

    [Theory]
    [InlineData("approve", """{"message":"Workflow approved successfully"}""", "Process Approval")]
    [InlineData("reject", """{"message":"Workflow rejected"}""", "Process Rejection")]
    public async Task One_click_in_the_mail_decides(string decision, string body, string branch)
    {
        var execution = await stack.StartAsync("""{"key":"value"}""");
        var mail = (await stack.MailsAsync(execution))[0];
        using var response = await _http.GetAsync(decision == "approve" ? mail.ApproveLink : mail.RejectLink);
        Assert.Equal((200, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());
        Assert.Contains(branch, await stack.StatesOfAsync(execution));
    }

    [Fact]
    public async Task A_browser_shows_the_outcome_without_a_link_to_a_console_that_is_not_there()
    {
        var execution = await stack.StartAsync("""{"subject":"Deploy v2?"}""");
        var mail = (await stack.MailsAsync(execution))[0];
        await using var page = await browser.OpenAsync(mail.ApproveLink);
        await Expect(
            page.Page.GetByRole(
                AriaRole.Heading, new() { Name = "Workflow approved successfully" })).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        Assert.Empty(await Browser.AccessibilityFindingsAsync(page.Page));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task HEAD_never_decides()
    {
        var execution = await stack.StartAsync("{}");
        var mail = (await stack.MailsAsync(execution))[0];
        foreach (var link in new[] { mail.ApproveLink, mail.RejectLink })
            await _http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
        Assert.Equal("RUNNING", (await stack.DescribeAsync(execution)).GetProperty("status").GetString());
        Assert.Equal("pending", (await ReviewApi.ViewAsync(stack, mail)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_wrong_key_decides_nothing()
    {
        var execution = await stack.StartAsync("{}");
        var mail = (await stack.MailsAsync(execution))[0];
        foreach (var link in new[] { mail.ApproveLink.Replace(
            mail.Key, "AAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal), mail.ApproveLink.Split('?')[0] })
            Assert.Equal(403, (int)(await _http.GetAsync(link)).StatusCode);
        Assert.Equal("RUNNING", (await stack.DescribeAsync(execution)).GetProperty("status").GetString());
    }
}
