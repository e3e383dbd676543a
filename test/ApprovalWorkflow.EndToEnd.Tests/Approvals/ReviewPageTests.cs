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

    /// <summary>What to look at, then the message's and the details' links.</summary>
    private static readonly string[] _links =
        ["https://ci.example/run/7", "https://a.example/x", "https://c.example/y"];

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

    [Theory]
    [InlineData("#", "%23")]
    [InlineData("#", "%2523")]
    [InlineData("#", "?")]
    [InlineData("&", "&amp;")]
    [InlineData("#id=", "%23id%3D")]
    public async Task A_link_that_a_mail_gateway_encoded_opens_without_its_key(string part, string changed)
    {
        var execution = await stack.StartAsync(Input);
        var mail = await FirstMailAsync(execution);
        var link = mail.ApproveLink.Replace(part, changed, StringComparison.Ordinal);
        await using var review = await browser.OpenAsync(link);
        Assert.Equal($"{stack.Website}/review.html#id={mail.RequestId}&decision=approve", review.Page.Url);
        await review.Page.ReloadAsync();
        await review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());
        Assert.Empty(review.Errors);
        Assert.All(
            review.Requests.Skip(1),
            request => Assert.DoesNotContain(mail.Key, request.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_path_gets_a_page_of_ours_and_the_API_its_own_answer()
    {
        await using var page = await browser.OpenAsync();
        var answer = await page.Page.GotoAsync($"{stack.Website}/no/such/page");
        Assert.Equal(404, answer!.Status);
        await Expect(page.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("There is no such page");
        await AssertAccessibleAsync(page);
        var api = await page.Page.GotoAsync($"{stack.Api}/no/such/route");
        Assert.Equal((404, "application/json"), (api!.Status, api.Headers["content-type"]));
    }

    [Fact]
    public async Task The_history_says_opened_once_a_person_uses_the_page()
    {
        var execution = await stack.StartAsync(Input);
        var mail = await FirstMailAsync(execution);
        await using var review = await browser.OpenAsync(mail.ApproveLink);
        await review.Page.EvaluateAsync("""
            () => {
              scrollTo(0, 500);
              for (const type of ['keydown', 'pointerdown', 'wheel'])
                document.body.dispatchEvent(new Event(type, {bubbles: true}));
            }
            """);
        Assert.DoesNotContain(review.Requests, request => request.Url.Contains("opened", StringComparison.Ordinal));
        await review.Page.RunAndWaitForResponseAsync(
            () => review.Page.Keyboard.PressAsync("Tab"),
            response => response.Url.EndsWith("?opened=true", StringComparison.Ordinal));
        var history = (await ReviewApi.ViewAsync(stack, mail)).GetProperty("history").EnumerateArray();
        Assert.Contains(
            ("opened", mail.To),
            history.Select(each => (each.GetProperty("event").GetString(), each.GetProperty("by").GetString())));
        AssertClean(review);
    }

    [Fact]
    public async Task Addresses_are_links_and_the_one_to_look_at_comes_first()
    {
        var execution = await stack.StartAsync("""
            {
              "subject": "Look", "url": "https://ci.example/run/7", "message": "See https://a.example/x, please.",
              "where": ["https://user@b.example/", "https://c.example/y"]
            }
            """);
        await using var review = await browser.OpenAsync((await FirstMailAsync(execution)).ApproveLink);
        var links = review.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link);
        await Expect(links).ToHaveTextAsync(_links);
        await Expect(links.First).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await AssertAccessibleAsync(review);
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
                {"name": "ticket", "label": "Change ticket", "required": true, "pattern": "CHG-[0-9]+",
                 "hint": "CHG-7"},
                {"name": "cost", "label": "Cost", "type": "number"},
                {"name": "size", "label": "Size", "type": "choice", "choices": ["small", "large"]}
              ]
            }
            """);
        await using var review = await browser.OpenAsync(
            (await FirstMailAsync(execution)).ApproveLink, new() { Locale = "de-DE" });
        var approve = review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" });
        await approve.ClickAsync();
        await review.Page.GetByLabel("Change ticket").FillAsync("INC-1");
        await approve.ClickAsync();
        await Expect(review.Page.GetByLabel("Change ticket")).ToHaveAccessibleDescriptionAsync(new Regex(
            "^CHG-7 At most 200 characters. It does not have the required form: CHG-7"));
        await Expect(review.Page.GetByLabel("Change ticket")).ToBeFocusedAsync();
        // The browser notes the API's refusal.
        Assert.Contains("400", Assert.Single(review.Errors), StringComparison.Ordinal);
        review.Errors.Clear();
        await AssertAccessibleAsync(review);
        Assert.Equal("RUNNING", (await stack.DescribeAsync(execution)).GetProperty("status").GetString());
        await review.Page.GetByLabel("Change ticket").FillAsync("CHG-7");
        await review.Page.GetByLabel("Cost").FillAsync("1.012,5");
        await review.Page.GetByLabel("Size").SelectOptionAsync("large");
        await approve.ClickAsync();
        var output = JsonDocument.Parse(
            (await stack.EndOfAsync(execution)).GetProperty("output").GetString()!).RootElement;
        Assert.Equal(
            """{"ticket":"CHG-7","cost":1012.5,"size":"large"}""",
            output.GetProperty("approval").GetProperty("fields").GetRawText());
        await Expect(review.Page.GetByRole(AriaRole.Heading, new() { Name = "Approved" })).ToBeVisibleAsync();
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

    [Theory]
    [InlineData(375)]
    [InlineData(1280)]
    public async Task Deep_details_keep_their_indentation_and_room_for_their_text(int width)
    {
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 } };
        await using (var table = await OpenDeepAsync(5))
        {
            var bottom = await table.Page.GetByText("the bottom of it").BoundingBoxAsync();
            Assert.InRange(bottom!.X + bottom.Width, 0, width);
            Assert.InRange(bottom.Height, 1, 60);
        }
        await using var json = await OpenDeepAsync(30);
        Assert.True(
            await json.Page.Locator("pre.raw > span").EvaluateAsync<bool>("""
                text => Math.round(text.offsetHeight / parseFloat(getComputedStyle(text).lineHeight))
                  === text.textContent.split('\n').length
                """),
            "A line wraps.");

        async Task<WatchedPage> OpenDeepAsync(int levels)
        {
            var opening = string.Concat(Enumerable.Repeat("{\"level\":", levels));
            var execution = await stack.StartAsync($"{opening}\"the bottom of it\"{new string('}', levels)}");
            return await browser.OpenAsync((await FirstMailAsync(execution)).ApproveLink, options);
        }
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
