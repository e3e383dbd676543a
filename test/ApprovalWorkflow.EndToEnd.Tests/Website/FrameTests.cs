using ApprovalWorkflow.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Website;

/// <summary>Images of requests, which the pages fetch with the identity pool's credentials.</summary>
[Collection(nameof(ReviewStack))]
public class FrameTests(ReviewStack stack, Browser browser)
{
    /// <summary>A PNG of one red pixel.</summary>
    internal const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";

    [Fact]
    public async Task A_reviewer_sees_the_frame_and_nobody_gets_it_without_credentials()
    {
        const string key = "frames/front door/größe+1.png";
        await stack.PutFrameAsync(key, Convert.FromBase64String(Pixel), "image/png");
        var bucket = stack.Output("FramesBucketName");
        var execution = await stack.StartAsync(
            $$$"""{"subject":"Who is this?","image":{"bucket":"{{{bucket}}}","key":"{{{key}}}"}}""");
        var id = (await stack.MailsAsync(execution))[0].RequestId;
        await using var page = await SignedIn.OpenAsync(browser, stack, $"/approval.html#id={id}");
        var image = page.Page.GetByRole(AriaRole.Main).Locator("img");
        await Expect(image).ToBeVisibleAsync();
        Assert.True(
            await image.EvaluateAsync<bool>(
                "async image => { await image.decode(); return image.naturalWidth === 1; }"));
        await SignedIn.AssertAccessibleAsync(page);

        using var http = new HttpClient();
        Assert.Equal(403, (int)(await http.GetAsync($"{stack.Aws}/{bucket}/{Uri.EscapeDataString(key)}")).StatusCode);
    }

    [Theory]
    [InlineData("another-bucket", "frames/a.png")]
    [InlineData(null, SignedIn.MissingFrame)]
    public async Task A_page_works_without_its_image(string? bucket, string key)
    {
        bucket ??= stack.Output("FramesBucketName");
        var execution = await stack.StartAsync(
            $$$"""{"subject":"No image","image":{"bucket":"{{{bucket}}}","key":"{{{key}}}"}}""");
        var id = (await stack.MailsAsync(execution))[0].RequestId;
        await using var page = await SignedIn.OpenAsync(browser, stack, $"/approval.html#id={id}");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();
        await Expect(
            page.Page.GetByText(
                new System.Text.RegularExpressions.Regex(
                    "image", System.Text.RegularExpressions.RegexOptions.IgnoreCase)).First).ToBeVisibleAsync();
        Assert.Empty(await Browser.AccessibilityFindingsAsync(page.Page));
    }
}
