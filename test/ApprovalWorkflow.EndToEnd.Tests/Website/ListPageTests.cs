using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Website;

/// <summary>Pages with lists, used with a keyboard, a second tab, a wrong clock, and without a network.</summary>
[Collection(nameof(ReviewStack))]
public class ListPageTests(ReviewStack stack, Browser browser)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private static readonly LocatorAssertionsToBeFocusedOptions _afterALook = new() { Timeout = 15_000 };

    [Fact]
    public async Task When_a_row_leaves_its_list_the_focus_goes_to_the_next_one()
    {
        var isDecided = false;
        await using var page = await SignedIn.OpenAsync(browser, stack);
        await ListAsync(page.Page, (list, _) => (list, isDecided) switch
        {
            ("waitingForMe", false) => [Item("one"), Item("two"), Item("three")],
            ("waitingForMe", true) => [Item("one"), Item("three")],
            ("past", true) => [Item("two", "rejected")],
            _ => [],
        });
        await page.Page.ReloadAsync();
        await Row(page, "two").FocusAsync();
        isDecided = true;
        await Expect(Row(page, "three")).ToBeFocusedAsync(_afterALook);
        await Expect(Row(page, "two")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_Show_more_reaches_the_end_the_focus_goes_to_the_first_new_row()
    {
        await using var page = await SignedIn.OpenAsync(browser, stack);
        await ListAsync(
            page.Page,
            (list, cursor) => (list, cursor) switch
            {
                ("past", null) => [Item("newer", "approved")],
                ("past", _) => [Item("older", "approved"), Item("oldest", "approved")],
                _ => [],
            },
            hasMore: (list, cursor) => list == "past" && cursor is null);
        await page.Page.ReloadAsync();
        var more = page.Page.GetByRole(AriaRole.Button, new() { Name = "Show more" });
        await more.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(Row(page, "older")).ToBeFocusedAsync();
        await Expect(more).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_a_network_the_search_and_what_was_typed_stay()
    {
        await using var page = await SignedIn.OpenAsync(browser, stack);
        var search = page.Page.GetByRole(AriaRole.Searchbox);
        await page.Page.Context.SetOfflineAsync(true);
        await search.PressSequentiallyAsync("typed");
        var notice = page.Page.GetByRole(AriaRole.Heading, new() { Name = "No connection" });
        await Expect(notice).ToBeVisibleAsync();
        await Expect(search).ToHaveValueAsync("typed");
        await Expect(search).ToBeFocusedAsync();
        var again = page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" });
        await again.PressAsync("Enter");
        await Expect(notice).ToBeFocusedAsync();
        await page.Page.Context.SetOfflineAsync(false);
        await again.PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await Expect(search).ToHaveValueAsync("typed");
    }

    [Fact]
    public async Task A_new_tab_is_signed_in_and_signing_out_signs_out_all_tabs()
    {
        await using var first = await SignedIn.OpenAsync(browser, stack);
        var tokens = await SignedIn.TokensAsync(first.Page);
        var second = await first.Page.Context.RunAndWaitForPageAsync(() =>
            first.Page.GetByRole(AriaRole.Link, new() { Name = "People" })
                .ClickAsync(new() { Modifiers = [KeyboardModifier.Control] }));
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Known people" })).ToBeVisibleAsync();
        Assert.Equal(200, (await SignedIn.RefreshAsync(stack, tokens)).Status);

        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
        await Expect(second.GetByText(stack.Reviewer.Name)).ToHaveCountAsync(0);
        Assert.Null(await second.EvaluateAsync<string?>("() => sessionStorage.getItem('session')"));
        Assert.Equal(400, (await SignedIn.RefreshAsync(stack, tokens)).Status);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task With_a_clock_that_is_hours_off_pictures_and_times_are_right(int hours)
    {
        const string key = "frames/door/clock.png";
        var bucket = stack.Output("FramesBucketName");
        await stack.PutFrameAsync(key, Convert.FromBase64String(FrameTests.Pixel), "image/png");
        var subject = $"Clock {Guid.NewGuid():N}";
        await stack.StartAsync(
            $$$"""{"subject":"{{{subject}}}","image":{"bucket":"{{{bucket}}}","key":"{{{key}}}"}}""");
        await using var page = await browser.OpenAsync();
        await page.Page.Clock.SetSystemTimeAsync(DateTime.UtcNow.AddHours(hours));
        await page.Page.GotoAsync(stack.Website);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await SignedIn.FillAsync(page.Page, stack.Reviewer.Name, stack.Reviewer.Password);
        var row = page.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = subject });
        await Expect(row).ToContainTextAsync(new Regex("Expires in (4|5)\\d minutes"), new() { Timeout = 20_000 });
        await row.ScrollIntoViewIfNeededAsync();
        await Expect(row.GetByRole(AriaRole.Img)).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task The_current_page_is_marked_in_forced_colours_and_navigation_does_not_print()
    {
        var options = new BrowserNewContextOptions { ForcedColors = ForcedColors.Active };
        await using var page = await SignedIn.OpenAsync(browser, stack, "/", options);
        var pages = page.Page.GetByRole(AriaRole.Navigation);
        var marks = await pages.GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>(
            "links => links.map(link => getComputedStyle(link).outlineStyle)");
        Assert.Equal(["solid", "none", "none"], marks);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(pages).ToBeHiddenAsync();
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeHiddenAsync();
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_name_that_somebody_has_is_said_and_the_picture_s_text_follows_the_name()
    {
        var people = new Dictionary<string, string> { ["1"] = "José", ["2"] = "Ben" };
        await using var page = await SignedIn.OpenAsync(browser, stack);
        await page.Page.RouteAsync("**/api/people", route => AnswerAsync(route, new
        {
            items = people.Select(person => new
            {
                id = person.Key,
                name = person.Value,
                image = new { bucket = stack.Output("FramesBucketName"), key = SignedIn.MissingFrame },
            }),
        }));
        await page.Page.RouteAsync("**/api/people/*", route =>
        {
            people["2"] = route.Request.PostDataJSON()!.Value.GetProperty("name").GetString()!;
            return AnswerAsync(route, new { message = "Renamed" });
        });
        // The picture stays in view, though there is no such object.
        await page.Page.RouteAsync($"**/{SignedIn.MissingFrame}", route => route.FulfillAsync(new()
        {
            BodyBytes = Convert.FromBase64String(FrameTests.Pixel),
            ContentType = "image/png",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
        }));
        await page.Page.GotoAsync($"{stack.Website}/people.html");
        await Expect(page.Page.GetByAltText("Face of Ben")).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Rename Ben" }).ClickAsync();
        var name = page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" });
        await name.FillAsync("jose");
        await name.PressAsync("Enter");
        await Expect(page.Page.GetByText("Somebody else is called “José”.")).ToBeVisibleAsync();
        Assert.Equal("Ben", people["2"]);
        await name.PressAsync("Enter");
        await Expect(page.Page.GetByAltText("Face of jose")).ToBeVisibleAsync();
        await Expect(page.Page.GetByAltText("Face of Ben")).ToHaveCountAsync(0);
    }

    private static ILocator Row(WatchedPage page, string subject) =>
        page.Page.GetByRole(AriaRole.Link, new() { Name = subject, Exact = true });

    private static object Item(string id, string status = "pending") => new
    {
        id,
        status,
        subject = id,
        createdAt = DateTimeOffset.UtcNow,
        expiresAt = DateTimeOffset.UtcNow.AddHours(1),
        decidedAt = DateTimeOffset.UtcNow,
        approvers = new[] { "a@example.com" },
        approvedBy = Array.Empty<string>(),
    };

    /// <summary>Answers the dashboard's calls by the list's name and the cursor.</summary>
    private static Task<IAsyncDisposable> ListAsync(
        IPage page, Func<string, string?, object[]> items, Func<string, string?, bool>? hasMore = null) =>
        page.RouteAsync("**/api/approvals?*", route =>
        {
            var query = HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query);
            var (list, cursor) = (query["status"]!, query["cursor"]);
            var next = hasMore?.Invoke(list, cursor) == true ? "next" : null;
            return AnswerAsync(route, new { items = items(list, cursor), cursor = next });
        });

    private static Task AnswerAsync(IRoute route, object body) => route.FulfillAsync(new()
    {
        ContentType = "application/json",
        Body = JsonSerializer.Serialize(body, _json),
    });
}
