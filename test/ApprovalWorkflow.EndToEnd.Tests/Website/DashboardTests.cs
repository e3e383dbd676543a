using System.Text.RegularExpressions;
using ApprovalWorkflow.EndToEnd.Tests.Approvals;
using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Website;

/// <summary>A reviewer's day: requests appear, are decided, and have a history.</summary>
[Collection(nameof(ReviewStack))]
public class DashboardTests(ReviewStack stack, Browser browser)
{
    [Fact]
    public async Task A_request_appears_is_decided_and_has_a_history()
    {
        await using var page = await SignedIn.OpenAsync(browser, stack);
        var subject = $"Appears {Guid.NewGuid():N}";
        var execution = await stack.StartAsync(
            $$$"""{"subject":"{{{subject}}}","message":"Please look","build":{"id":7}}""");
        // Without a reload.
        await page.Page.GetByRole(AriaRole.Link, new() { Name = subject }).ClickAsync(new() { Timeout = 20_000 });
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = subject })).ToBeVisibleAsync();
        foreach (var shown in new[] { "Please look", "a@example.com", "7" })
            await Expect(page.Page.GetByText(shown).First).ToBeVisibleAsync();
        await SignedIn.AssertAccessibleAsync(page);
        await page.Page.RunAndWaitForResponseAsync(
            () => page.Page.Keyboard.PressAsync("Tab"),
            response => response.Url.EndsWith("?opened=true", StringComparison.Ordinal));
        await page.Page.GetByLabel(new Regex("comment", RegexOptions.IgnoreCase)).FillAsync("Seen on the dashboard");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        var output = (await stack.EndOfAsync(execution)).GetProperty("output").GetString()!;
        Assert.Contains("\"decidedBy\":\"a@example.com\"", output, StringComparison.Ordinal);
        Assert.Contains("Seen on the dashboard", output, StringComparison.Ordinal);
        await Expect(page.Page.GetByText(new Regex("approved", RegexOptions.IgnoreCase)).First).ToBeVisibleAsync();

        await page.Page.ReloadAsync();
        foreach (var happened in new[] { "Asked", "Opened by a@example.com", "Approved by a@example.com", "Delivered" })
            await Expect(page.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(happened);
        await SignedIn.AssertAccessibleAsync(page);
        string[] ours = [stack.Website, stack.Cognito, stack.Aws, $"blob:{stack.Website}"];
        Assert.All(
            page.Requests,
            request => Assert.Contains(ours, own => request.Url.StartsWith(own, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Another_s_decision_shows_without_a_reload()
    {
        var subject = $"Decided elsewhere {Guid.NewGuid():N}";
        var execution = await stack.StartAsync($$"""{"subject":"{{subject}}"}""");
        var mail = (await stack.MailsAsync(execution, 3)).Single(each => each.To == "b@example.com");
        await using var page = await SignedIn.OpenAsync(browser, stack, $"/approval.html#id={mail.RequestId}");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();
        await ReviewApi.DecideAsync(stack, mail, "reject", "I was faster");
        await Expect(page.Page.GetByText("I was faster").First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Requests_are_filtered_and_searched()
    {
        var tag = $"{Guid.NewGuid():N}";
        var rejected = await stack.StartAsync($$"""{"subject":"Old {{tag}}"}""");
        await ReviewApi.DecideAsync(stack, (await stack.MailsAsync(rejected))[0], "reject");
        await stack.EndOfAsync(rejected);
        await stack.StartAsync($$"""{"subject":"New {{tag}}"}""");
        await using var page = await SignedIn.OpenAsync(browser, stack);
        var (older, newer) = (
            page.Page.GetByRole(AriaRole.Link, new() { Name = $"Old {tag}" }),
            page.Page.GetByRole(AriaRole.Link, new() { Name = $"New {tag}" }));
        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync(tag[..20]);
        await Expect(older).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(newer).ToBeVisibleAsync();
        await page.Page.GetByLabel("Status").SelectOptionAsync("rejected");
        await Expect(newer).ToHaveCountAsync(0);
        await Expect(older).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("nothing has this subject");
        await Expect(older).ToHaveCountAsync(0);
        await SignedIn.AssertAccessibleAsync(page);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task The_pages_are_accessible(ColorScheme scheme, int width)
    {
        var execution = await stack.StartAsync("""
            {
              "subject": "Accessible",
              "requiredApprovals": 2,
              "fields": [
                {"name": "ticket", "required": true},
                {"name": "size", "type": "choice", "choices": ["small", "large"]}
              ]
            }
            """);
        var mails = await stack.MailsAsync(execution, 3);
        await ReviewApi.DecideAsync(
            stack, mails.Single(mail => mail.To == "b@example.com"), "approve", "Fine", new { ticket = "CHG-1" });
        var size = new ViewportSize { Width = width, Height = 800 };
        var options = new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = size };
        await using var page = await SignedIn.OpenAsync(browser, stack, "/", options);
        await Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Accessible" }).First).ToBeVisibleAsync();
        await AssertFitsAsync(page);
        await page.Page.GotoAsync($"{stack.Website}/approval.html#id={mails[0].RequestId}");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();
        await Expect(page.Page.GetByText("1 of 2").First).ToBeVisibleAsync();
        await AssertFitsAsync(page);
    }

    [Theory]
    [InlineData("#id=00000000-0000-0000-0000-000000000000")]
    [InlineData("#id=nonsense")]
    [InlineData("")]
    public async Task A_request_that_is_not_there_is_explained(string fragment)
    {
        await using var page = await SignedIn.OpenAsync(browser, stack, $"/approval.html{fragment}");
        await Expect(
            page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(
                new Regex("no |not ", RegexOptions.IgnoreCase));
        Assert.Empty(await Browser.AccessibilityFindingsAsync(page.Page));
    }

    private static async Task AssertFitsAsync(WatchedPage page)
    {
        await SignedIn.AssertAccessibleAsync(page);
        Assert.True(
            await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page scrolls sideways.");
    }
}
