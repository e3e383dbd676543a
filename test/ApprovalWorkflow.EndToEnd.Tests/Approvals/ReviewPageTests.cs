using System.Text.Json;
using System.Text.RegularExpressions;
using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>From the mail through the review page to the execution's end, in a browser.</summary>
[Collection(nameof(ReviewStack))]
public class ReviewPageTests(ReviewStack stack, Browser browser)
{
    private const string Input = """
        {
          "subject": "Deploy v2?",
          "message": "All checks are green.",
          "requestedBy": "pipeline",
          "build": {"id": 7, "commit": "abc123"}
        }
        """;

    [Theory]
    [InlineData("Approve", "Process Approval", "approved")]
    [InlineData("Reject", "Process Rejection", "rejected")]
    public async Task A_person_decides_on_the_review_page(string button, string branch, string status)
    {
        var execution = await stack.StartAsync(Input);
        var mails = await stack.MailsAsync(execution, 3);
        Assert.Equal(["a@example.com", "b@example.com", "c@example.com"], mails.Select(mail => mail.To).Order());
        var mail = mails.Single(mail => mail.To == "b@example.com");
        Assert.Equal("Deploy v2?", mail.Subject);

        await using var review = await FollowAsync(mail, button == "Approve" ? mail.ApproveLink : mail.RejectLink);
        await Expect(review.Page.GetByRole(AriaRole.Heading, new() { Name = "Deploy v2?" })).ToBeVisibleAsync();
        foreach (var shown in new[] { "All checks are green.", "pipeline", "abc123", "b@example.com" })
            await Expect(review.Page.GetByText(shown).First).ToBeVisibleAsync();
        await review.Page.GetByLabel(new Regex("comment", RegexOptions.IgnoreCase)).FillAsync("Looked at it");
        await review.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Expect(
            review.Page.GetByRole(
                AriaRole.Heading, new() { NameRegex = new Regex(status, RegexOptions.IgnoreCase) })).ToBeVisibleAsync();

        var end = await stack.EndOfAsync(execution);
        Assert.Equal("SUCCEEDED", end.GetProperty("status").GetString());
        Assert.Contains(branch, await stack.StatesOfAsync(execution));
        var output = JsonDocument.Parse(end.GetProperty("output").GetString()!).RootElement;
        Assert.Equal((status, "b@example.com", "Looked at it"), (
            output.GetProperty("approval").GetProperty("status").GetString(),
            output.GetProperty("approval").GetProperty("decidedBy").GetString(),
            output.GetProperty("approval").GetProperty("comment").GetString()));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Input).RootElement, output.GetProperty("input")));
        AssertClean(review);
    }

    [Fact]
    public async Task Numbers_have_the_digits_that_were_sent_in_mail_page_record_and_output()
    {
        string[] numbers = ["9007199254740993", "616581622363398142", "1.10", "1e400", "0.1e1", "-0"];
        var list = $"[{string.Join(',', numbers)}]";
        const string Field = """{"name":"cost","type":"number"}""";
        var execution = await stack.StartAsync($$"""{"fields":[{{Field}}],"numbers":{{list}}}""");
        var mail = (await stack.MailsAsync(execution, 3))[0];
        foreach (var number in numbers)
            Assert.Contains(number, mail.Text, StringComparison.Ordinal);

        await using var review = await FollowAsync(mail, mail.ApproveLink);
        foreach (var number in numbers)
            await Expect(review.Page.GetByText(number, new() { Exact = true })).ToBeVisibleAsync();
        Assert.Contains(list, (await ReviewApi.ViewAsync(stack, mail)).GetRawText(), StringComparison.Ordinal);

        var fields = JsonDocument.Parse("""{"cost":1.10}""").RootElement;
        Assert.Equal(200, (await ReviewApi.DecideAsync(stack, mail, "approve", fields: fields)).Status);
        var output = (await stack.EndOfAsync(execution)).GetProperty("output").GetString()!;
        Assert.Contains($"\"numbers\":{list}", output, StringComparison.Ordinal);
        Assert.Contains("\"fields\":{\"cost\":1.10}", output, StringComparison.Ordinal);
        AssertClean(review);
    }

    [Fact]
    public async Task Opening_a_link_decides_nothing()
    {
        var execution = await stack.StartAsync(Input);
        using var http = new HttpClient();
        foreach (var mail in await stack.MailsAsync(execution, 3))
        {
            foreach (var link in new[] { mail.ApproveLink, mail.RejectLink })
            {
                Assert.True((await http.GetAsync(link)).IsSuccessStatusCode);
                await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
                // A scanner that runs scripts, and waits for what they load.
                await using var scanner = await browser.OpenAsync(link);
                Assert.All(scanner.Requests, request => Assert.Equal("GET", request.Method));
            }
            foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get })
            {
                using var request = new HttpRequestMessage(method, $"{stack.Api}/requests/{mail.RequestId}/decision");
                request.Headers.Add("x-approval-key", mail.Key);
                Assert.Equal(404, (int)(await http.SendAsync(request)).StatusCode);
            }
            // The routes of one-click links do not exist.
            var guess = await http.GetAsync($"{stack.Api}/requests/{mail.RequestId}/approve?key={mail.Key}");
            Assert.Equal(404, (int)guess.StatusCode);
        }
        Assert.Equal("RUNNING", (await stack.DescribeAsync(execution)).GetProperty("status").GetString());
        Assert.Equal(
            "pending",
            (await ReviewApi.ViewAsync(stack, await FirstMailAsync(execution))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_request_that_is_decided_says_so()
    {
        var execution = await stack.StartAsync(Input);
        var mail = await FirstMailAsync(execution);
        await ReviewApi.DecideAsync(stack, mail, "reject", "Not today");
        await using var review = await browser.OpenAsync(mail.ApproveLink);
        await Expect(review.Page.GetByText("Not today")).ToBeVisibleAsync();
        await Expect(review.Page.GetByText(mail.To).First).ToBeVisibleAsync();
        await Expect(review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        await AssertAccessibleAsync(review);
    }

    [Fact]
    public async Task The_second_approver_learns_who_decided()
    {
        var execution = await stack.StartAsync(Input);
        var mails = await stack.MailsAsync(execution, 3);
        await using var review = await browser.OpenAsync(mails[0].ApproveLink);
        await ReviewApi.DecideAsync(stack, mails[1], "reject");
        await review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(review.Page.GetByText(mails[1].To).First).ToBeVisibleAsync();
        await AssertAccessibleAsync(review);
    }

    [Fact]
    public async Task An_expired_request_says_so()
    {
        var execution = await stack.StartAsync("""{"subject":"Too late","expiresAfterSeconds":1}""");
        var mail = await FirstMailAsync(execution);
        await stack.EndOfAsync(execution);
        await using var review = await browser.OpenAsync(mail.ApproveLink);
        await Expect(review.Page.GetByText(new Regex("expired", RegexOptions.IgnoreCase)).First).ToBeVisibleAsync();
        await AssertAccessibleAsync(review);
    }

    [Fact]
    public async Task Fields_are_filled_in_on_the_page()
    {
        var execution = await stack.StartAsync("""
            {
              "subject": "Fill in", "approvers": ["a@example.com"],
              "fields": [
                {"name": "ticket", "label": "Change ticket", "required": true, "pattern": "CHG-[0-9]+"},
                {"name": "cost", "label": "Cost", "type": "number"},
                {"name": "size", "label": "Size", "type": "choice", "choices": ["small", "large"]}
              ]
            }
            """);
        await using var review = await browser.OpenAsync((await FirstMailAsync(execution)).ApproveLink);
        var approve = review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" });
        await approve.ClickAsync();
        await review.Page.GetByLabel("Change ticket").FillAsync("INC-1");
        await approve.ClickAsync();
        await AssertAccessibleAsync(review);
        Assert.Equal("RUNNING", (await stack.DescribeAsync(execution)).GetProperty("status").GetString());
        await review.Page.GetByLabel("Change ticket").FillAsync("CHG-7");
        await review.Page.GetByLabel("Cost").FillAsync("12.5");
        await review.Page.GetByLabel("Size").SelectOptionAsync("large");
        await approve.ClickAsync();
        var output = JsonDocument.Parse(
            (await stack.EndOfAsync(execution)).GetProperty("output").GetString()!).RootElement;
        Assert.Equal(
            """{"ticket":"CHG-7","cost":12.5,"size":"large"}""",
            output.GetProperty("approval").GetProperty("fields").GetRawText());
        await Expect(review.Page.GetByText("CHG-7").First).ToBeVisibleAsync();
        AssertClean(review);
    }

    [Fact]
    public async Task The_page_shows_who_has_answered_and_what_is_missing()
    {
        var execution = await stack.StartAsync("""{"subject":"Two must agree","requiredApprovals":2}""");
        var mails = await stack.MailsAsync(execution, 3);
        await using (var first = await browser.OpenAsync(mails[0].ApproveLink))
        {
            await first.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
            await Expect(first.Page.GetByText(new Regex("1 of 2")).First).ToBeVisibleAsync();
            await AssertAccessibleAsync(first);
        }
        await using var second = await browser.OpenAsync(mails[1].ApproveLink);
        await Expect(second.Page.GetByText(mails[0].To).First).ToBeVisibleAsync();
        await Expect(second.Page.GetByText(new Regex("1 of 2")).First).ToBeVisibleAsync();
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());
        AssertClean(second);
    }

    [Fact]
    public async Task A_withdrawn_request_says_so()
    {
        var execution = await stack.StartAsync("{}");
        var mail = await FirstMailAsync(execution);
        await stack.StepFunctionsAsync("StopExecution", new { executionArn = execution, cause = "No longer needed" });
        await stack.Until(
            async () =>
                (await ReviewApi.ViewAsync(stack, mail)).GetProperty("status").GetString() == "withdrawn", TimeSpan
                    .FromSeconds(30), "it is withdrawn");
        await using var review = await browser.OpenAsync(mail.ApproveLink);
        await Expect(
            review.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("withdrawn") })).ToBeVisibleAsync();
        await Expect(review.Page.GetByText("No longer needed").First).ToBeVisibleAsync();
        await Expect(review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        await AssertAccessibleAsync(review);
    }

    [Theory]
    [InlineData("#id=00000000-0000-0000-0000-000000000000&key=AAAAAAAAAAAAAAAAAAAAAA&decision=approve")]
    [InlineData("#nonsense")]
    [InlineData("")]
    public async Task A_wrong_link_says_what_to_do(string fragment)
    {
        await using var review = await browser.OpenAsync($"{stack.Website}/review.html{fragment}");
        await Expect(
            review.Page.GetByRole(
                AriaRole.Heading, new() { NameRegex = new Regex("link", RegexOptions.IgnoreCase) })).ToBeVisibleAsync();
        await AssertAccessibleAsync(review);
    }

    [Fact]
    public async Task Without_a_network_the_comment_stays_and_can_be_sent_again()
    {
        var execution = await stack.StartAsync(Input);
        var mail = await FirstMailAsync(execution);
        await using var review = await browser.OpenAsync(mail.ApproveLink);
        var comment = review.Page.GetByLabel(new Regex("comment", RegexOptions.IgnoreCase));
        await comment.FillAsync("Typed with care");
        await review.Page.Context.SetOfflineAsync(true);
        await review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(review.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AssertAccessibleAsync(review);
        await review.Page.Context.SetOfflineAsync(false);
        await Expect(comment).ToHaveValueAsync("Typed with care");
        await review.Page.GetByRole(
            AriaRole.Button,
            new() { NameRegex = new Regex("approve|again", RegexOptions.IgnoreCase) }).First.ClickAsync();
        var output = (await stack.EndOfAsync(execution)).GetProperty("output").GetString()!;
        Assert.Contains("Typed with care", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task The_page_is_accessible(ColorScheme scheme, int width)
    {
        var execution = await stack.StartAsync(Input);
        await using var review = await browser.OpenAsync((
            await FirstMailAsync(execution)).ApproveLink, new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = 800 },
            });
        await Expect(review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(review);
        Assert.True(
            await review.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page scrolls sideways.");
        await review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(
            review.Page.GetByRole(
                AriaRole.Heading,
                new() { NameRegex = new Regex("approved", RegexOptions.IgnoreCase) })).ToBeVisibleAsync();
        await AssertAccessibleAsync(review);
        AssertClean(review);
    }

    [Fact]
    public async Task The_site_s_first_page_is_accessible()
    {
        await using var page = await browser.OpenAsync(stack.Website);
        await Expect(page.Page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        AssertClean(page);
    }

    /// <summary>Opens the mail in the mailbox and clicks on its link, which opens the review page beside it.</summary>
    private async Task<WatchedPage> FollowAsync(Mail mail, string link)
    {
        var mailbox = await browser.OpenAsync($"{stack.Mailbox}/#/email/{mail.Id}");
        await Expect(mailbox.Page.GetByText(mail.Subject).First).ToBeVisibleAsync();
        var review = await mailbox.Page.RunAndWaitForPopupAsync(() =>
            mailbox.Page.FrameLocator("iframe.panel-html").GetByRole(
                AriaRole.Link, new() { Name = link }).ClickAsync());
        return new WatchedPage(review);
    }

    private async Task<Mail> FirstMailAsync(string execution) => (await stack.MailsAsync(execution))[0];

    private static async Task AssertAccessibleAsync(WatchedPage page) =>
        Assert.Empty(await Browser.AccessibilityFindingsAsync(page.Page));

    /// <summary>No errors, no violations of the policy, no requests to others, no secrets in URLs.</summary>
    private void AssertClean(WatchedPage page)
    {
        Assert.Empty(page.Errors);
        Assert.All(page.Requests, request =>
        {
            Assert.StartsWith(stack.Website, request.Url, StringComparison.Ordinal);
            Assert.DoesNotContain("key=", request.Url.Split('#')[0], StringComparison.Ordinal);
            Assert.Equal("", request.Headers.GetValueOrDefault("referer", ""));
        });
    }
}
