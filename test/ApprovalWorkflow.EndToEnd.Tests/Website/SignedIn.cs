using System.Net.Http.Headers;
using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Website;

/// <summary>A reviewer in a browser, and with their token.</summary>
internal static class SignedIn
{
    private static readonly HttpClient _http = new();

    /// <summary>Opens a page of the site without a session, and signs in as a user would.</summary>
    public static async Task<WatchedPage> OpenAsync(
        Browser browser, LocalStack stack, string path = "/", BrowserNewContextOptions? options = null)
    {
        var page = await browser.OpenAsync(stack.Website + path, options);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await FillAsync(page.Page, stack.Reviewer.Name, stack.Reviewer.Password);
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Fills in the sign-in page.</summary>
    public static async Task FillAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Email address").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>The tokens that the site keeps for its tab.</summary>
    public static async Task<JsonElement> TokensAsync(IPage page) =>
        JsonDocument.Parse(await page.EvaluateAsync<string>(
        "() => sessionStorage.getItem('session')")).RootElement;

    /// <summary>
    /// The token endpoint's answer to the refresh token: an ID token, and an access token that the site drops.
    /// </summary>
    public static async Task<(int Status, JsonElement Body)> RefreshAsync(LocalStack stack, JsonElement tokens)
    {
        using var response = await _http
            .PostAsync($"{stack.Cognito}/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = stack.Output("UserPoolClientId"),
                ["refresh_token"] = tokens.GetProperty("refreshToken").GetString()!,
            }));
        return (
            (int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>Calls the API with a token, as the site does.</summary>
    public static async Task<(int Status, string Body)> CallAsync(
        LocalStack stack, string? token, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(
            body is null ? HttpMethod.Get : HttpMethod.Post, $"{stack.Api}{path}");
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", token);
        if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Image errors that tests provoke; the dashboard also shows other tests' requests.</summary>
    public const string MissingFrame = "frames/gone.png";

    /// <summary>The page has no error in its console, and axe finds nothing.</summary>
    public static async Task AssertAccessibleAsync(WatchedPage page)
    {
        Assert.Empty(await Browser.AccessibilityFindingsAsync(page.Page));
        Assert.DoesNotContain(page.Errors, error => !error.Contains(MissingFrame, StringComparison.Ordinal));
    }
}
