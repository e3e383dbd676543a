using ApprovalWorkflow.EndToEnd.Tests.Approvals;
using ApprovalWorkflow.EndToEnd.Tests.Running;
using ApprovalWorkflow.EndToEnd.Tests.Website;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApprovalWorkflow.EndToEnd.Tests.Faces;

/// <summary>From a camera's frame to a known person, with real faces.</summary>
[Collection(nameof(ReviewStack))]
public class FaceTests(ReviewStack stack, Browser browser)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_stranger_is_approved_by_mail_and_known_from_then_on()
    {
        var key = Frames.NewKey();
        await stack.PutFrameAsync(key, await PhotoAsync(0), "image/jpeg");
        var execution = Assert.Single(await stack.AskedAsync(key));
        var mails = await stack.MailsAsync(execution, 3);
        Assert.All(
            mails,
            mail => Assert.Matches(
                @"^Who is this\? front door, the only face, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$", mail.Subject));

        await using (var review = await browser.OpenAsync(mails[0].ApproveLink))
        {
            var image = review.Page.GetByRole(AriaRole.Main).Locator("img");
            await Expect(image).ToBeVisibleAsync();
            Assert.True(
                await image.EvaluateAsync<bool>(
                    "async image => { await image.decode(); return image.naturalWidth > 50; }"));
            await SignedIn.AssertAccessibleAsync(review);
            await review.Page.GetByLabel("Name").FillAsync("Ann Example");
            await review.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
            var end = await stack.EndOfAsync(execution);
            Assert.Equal("SUCCEEDED", end.GetProperty("status").GetString());
        }
        Assert.Contains(mails[0].RequestId, await EnrolledAsync());

        // Another photo of the same person: cropped, brighter, smaller.
        var again = Frames.NewKey();
        await stack.PutFrameAsync(again, await PhotoAsync(0, margin: 0.6, brightness: 1.25, scale: 0.8), "image/jpeg");
        await stack.Until(
            async () => (await stack.MailsNowAsync(again)).Count == 3,
            _patience,
            "the mails about a known person arrive");
        Assert.All(await stack.MailsNowAsync(again), mail => Assert.Equal("Detected Ann Example", mail.Subject));
        Assert.Empty(await stack.ExecutionsOfAsync(again));

        await using var page = await SignedIn.OpenAsync(browser, stack, "/people.html");
        await Expect(page.Page.GetByText("Ann Example").First).ToBeVisibleAsync();
        var portrait = page.Page.GetByRole(AriaRole.Main).Locator("img").First;
        await Expect(portrait).ToBeVisibleAsync();
        await SignedIn.AssertAccessibleAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Rename Ann Example" }).ClickAsync();
        await page.Page.GetByLabel("Name").FillAsync("Anna Example");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Anna Example" })).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Anna Example" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Alertdialog).GetByRole(
            AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Anna Example" })).ToHaveCountAsync(0);
        await stack.Until(
            async () => !(await EnrolledAsync()).Contains(mails[0].RequestId),
            _patience,
            "the face leaves the collection");
    }

    [Fact]
    public async Task A_rejected_stranger_is_not_enrolled_or_asked_about_again()
    {
        var key = Frames.NewKey();
        await stack.PutFrameAsync(key, await PhotoAsync(1), "image/jpeg");
        var execution = Assert.Single(await stack.AskedAsync(key));
        var mail = (await stack.MailsAsync(execution))[0];
        Assert.Equal(200, (await ReviewApi.DecideAsync(stack, mail, "reject")).Status);
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());
        Assert.DoesNotContain(mail.RequestId, await EnrolledAsync());

        var again = Frames.NewKey();
        await stack.PutFrameAsync(again, await PhotoAsync(1, brightness: 1.1), "image/jpeg");
        await stack.LookedAtAsync(again, "waiting");
        Assert.Empty(await stack.ExecutionsOfAsync(again));
    }

    [Fact]
    public async Task Ten_copies_of_one_frame_make_one_request()
    {
        var photo = await PhotoAsync(2);
        var keys = Enumerable.Range(0, 10).Select(_ => Frames.NewKey()).ToList();
        await Task.WhenAll(keys.Select(key => stack.PutFrameAsync(key, photo, "image/jpeg")));
        foreach (var key in keys) await stack.UntilPrintedAsync(key, "bytes: ");
        Assert.Single((await Task.WhenAll(keys.Select(stack.ExecutionsOfAsync))).SelectMany(asked => asked));
    }

    [Theory]
    [InlineData("notAnImage", "not a photo")]
    [InlineData("empty", "")]
    public async Task Other_files_than_photos_are_counted_and_start_nothing(string outcome, string content)
    {
        var key = Frames.NewKey();
        await stack.PutFrameAsync(key, System.Text.Encoding.UTF8.GetBytes(content), "image/jpeg");
        await stack.LookedAtAsync(key, outcome);
    }

    private Task<byte[]> PhotoAsync(int person, double margin = 1, double brightness = 1, double scale = 1) =>
        Photos.OfAsync(stack, browser, 1, person, margin, brightness, scale);

    /// <summary>The ids of the requests whose faces are in the collection of people.</summary>
    private async Task<List<string?>> EnrolledAsync() =>
        [.. (await stack.RekognitionAsync("ListFaces", new { CollectionId = stack.Output("CollectionId") }))
            .GetProperty("Faces").EnumerateArray().Select(face => face.GetProperty("ExternalImageId").GetString())];
}
