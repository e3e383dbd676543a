using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Website;

/// <summary>Signing in and out, and what a token opens.</summary>
[Collection(nameof(ReviewStack))]
public class SignInTests(ReviewStack stack, Browser browser)
{
    [Fact]
    public async Task Signing_in_returns_to_the_requested_page_and_signing_out_works()
    {
        var execution = await stack.StartAsync("""{"subject":"Wanted page"}""");
        var id = (await stack.MailsAsync(execution))[0].RequestId;
        await using var page = await SignedIn.OpenAsync(browser, stack, $"/approval.html#id={id}");
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Wanted page" })).ToBeVisibleAsync();
        Assert.DoesNotContain("code=", page.Page.Url, StringComparison.Ordinal);
        await Expect(page.Page.GetByText(stack.Reviewer.Name).First).ToBeVisibleAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(
            page.Page.GetByRole(
                AriaRole.Heading, new() { Name = "Sign in to see approval requests" })).ToBeVisibleAsync();
        Assert.Null(await page.Page.EvaluateAsync<string?>("() => sessionStorage.getItem('session')"));
        // Cognito's session has ended, too: it asks for the password again.
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.Page.GetByLabel("Password")).ToBeVisibleAsync();
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_wrong_password_is_reported_and_can_be_corrected()
    {
        await using var page = await browser.OpenAsync(stack.Website);
        await SignedIn.AssertAccessibleAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await SignedIn.FillAsync(page.Page, stack.Reviewer.Name, "wrong");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await SignedIn.FillAsync(page.Page, stack.Reviewer.Name, stack.Reviewer.Password);
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("?error=access_denied&state=x")]
    [InlineData("?code=made-up&state=made-up")]
    public async Task An_unrequested_answer_signs_nobody_in(string query)
    {
        await using var page = await browser.OpenAsync($"{stack.Website}/{query}");
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Sign-in ") })).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Sign in") })).ToBeVisibleAsync();
        await SignedIn.AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task The_session_is_renewed_silently()
    {
        await using var page = await SignedIn.OpenAsync(browser, stack);
        var before = (await SignedIn.TokensAsync(page.Page)).GetProperty("idToken").GetString();
        await page.Page.EvaluateAsync(
            "() => sessionStorage.setItem('session', " +
            "JSON.stringify({...JSON.parse(sessionStorage.getItem('session')), expiresAt: 1}))");
        await page.Page.ReloadAsync();
        await stack.Until(
            async () =>
                (await SignedIn.TokensAsync(page.Page)).GetProperty("idToken").GetString() != before, TimeSpan
                    .FromSeconds(30), "the token is renewed");
        await Expect(
            page.Page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for you" })).ToBeVisibleAsync();
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_token_that_the_API_refuses_is_renewed_too()
    {
        await using var page = await SignedIn.OpenAsync(browser, stack);
        await page.Page.EvaluateAsync(
            "() => sessionStorage.setItem('session', " +
            "JSON.stringify({...JSON.parse(sessionStorage.getItem('session')), idToken: 'worn.out.token'}))");
        await page.Page.ReloadAsync();
        await stack.Until(
            async () =>
                (await SignedIn.TokensAsync(page.Page)).GetProperty("idToken").GetString() != "worn.out.token", TimeSpan
                    .FromSeconds(30), "the token is renewed");
        await Expect(
            page.Page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for you" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Only_an_ID_token_of_this_pool_opens_the_API()
    {
        await using var page = await SignedIn.OpenAsync(browser, stack);
        var (_, tokens) = await SignedIn.RefreshAsync(stack, await SignedIn.TokensAsync(page.Page));
        var id = tokens.GetProperty("id_token").GetString()!;
        Assert.Equal(200, (await SignedIn.CallAsync(stack, $"Bearer {id}", "/approvals")).Status);
        var parts = id.Split('.');
        foreach (var token in new[]
                 {
                     null, "", "Bearer", "Bearer x", "Bearer a.b.c", $"Basic {id}",
                     tokens.GetProperty("access_token").GetString(), (
                         await SignedIn.TokensAsync(page.Page)).GetProperty("refreshToken").GetString(),
                     $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}", $"{parts[0]}.{parts[1]}.",
                 })
        {
            foreach (var path in new[] { "/approvals", "/approvals/00000000-0000-0000-0000-000000000000" })
            {
                var (status, body) = await SignedIn.CallAsync(
                    stack, token is null ? null : token.StartsWith('B') ? token : $"Bearer {token}", path);
                Assert.True(status == 401, $"{token}: {status} {body}");
                Assert.Contains("message", body, StringComparison.Ordinal);
            }
        }
    }
}
