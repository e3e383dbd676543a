using System.Text.Json;
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
        var key = Key();
        await stack.PutFrameAsync(key, await PhotoAsync(0), "image/jpeg");
        var execution = Assert.Single(await AskedAsync(key));
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
        var again = Key();
        await stack.PutFrameAsync(again, await PhotoAsync(0, margin: 0.6, brightness: 1.25, scale: 0.8), "image/jpeg");
        await stack.Until(
            async () => (await stack.MailsNowAsync(again)).Count == 3,
            _patience,
            "the mails about a known person arrive");
        Assert.All(await stack.MailsNowAsync(again), mail => Assert.Equal("Detected Ann Example", mail.Subject));
        Assert.Empty(await ExecutionsOfAsync(again));

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
        var key = Key();
        await stack.PutFrameAsync(key, await PhotoAsync(1), "image/jpeg");
        var execution = Assert.Single(await AskedAsync(key));
        var mail = (await stack.MailsAsync(execution))[0];
        Assert.Equal(200, (await ReviewApi.DecideAsync(stack, mail, "reject")).Status);
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());
        Assert.DoesNotContain(mail.RequestId, await EnrolledAsync());

        var again = Key();
        await stack.PutFrameAsync(again, await PhotoAsync(1, brightness: 1.1), "image/jpeg");
        await LookedAtAsync(again, "waiting");
        Assert.Empty(await ExecutionsOfAsync(again));
    }

    [Fact]
    public async Task Ten_copies_of_one_frame_make_one_request()
    {
        var photo = await PhotoAsync(2);
        var keys = Enumerable.Range(0, 10).Select(_ => Key()).ToList();
        await Task.WhenAll(keys.Select(key => stack.PutFrameAsync(key, photo, "image/jpeg")));
        foreach (var key in keys) await stack.UntilPrintedAsync(key, "bytes: ");
        var asked = (await Task.WhenAll(keys.Select(ExecutionsOfAsync))).SelectMany(executions => executions).ToList();
        Assert.Single(asked);
    }

    [Fact]
    public async Task Cameras_that_see_a_person_and_a_stranger_at_once_cause_one_mail_and_one_request()
    {
        const string name = "Eve Example";
        var known = Key();
        await stack.PutFrameAsync(known, await PhotoAsync(0, photo: 2), "image/jpeg");
        var execution = Assert.Single(await AskedAsync(known));
        var mail = (await stack.MailsAsync(execution))[0];
        Assert.Equal(200, (await ReviewApi.DecideAsync(stack, mail, "approve", fields: new { name })).Status);
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());

        byte[][] photos = [await PhotoAsync(0, photo: 2, brightness: 1.1), await PhotoAsync(1, photo: 2)];
        var keys = Enumerable.Range(0, 12).Select(_ => Key()).ToList();
        await Task.WhenAll(keys.Select((key, i) => stack.PutFrameAsync(key, photos[i % 2], "image/jpeg")));
        foreach (var (key, i) in keys.Select((key, i) => (key, i)))
            await LookedAtAsync(key, i % 2 == 0 ? "known" : "");
        Assert.Single((await Task.WhenAll(keys.Select(ExecutionsOfAsync))).SelectMany(executions => executions));
        var told = await Task.WhenAll(keys.Select(stack.MailsNowAsync));
        Assert.Equal(3, told.SelectMany(mails => mails).Count(each => each.Subject == $"Detected {name}"));
    }

    [Theory]
    [InlineData("notAnImage", "not a photo")]
    [InlineData("empty", "")]
    public async Task Other_files_than_photos_are_counted_and_start_nothing(string outcome, string content)
    {
        var key = Key();
        await stack.PutFrameAsync(key, System.Text.Encoding.UTF8.GetBytes(content), "image/jpeg");
        await LookedAtAsync(key, outcome);
    }

    private static string Key() => $"frames/front door/größe+{Guid.NewGuid():N}.jpg";

    private Task<byte[]> PhotoAsync(
        int person, double margin = 1, double brightness = 1, double scale = 1, int photo = 1) =>
        Photos.OfAsync(stack, browser, photo, person, margin, brightness, scale);

    private Task LookedAtAsync(string key, string outcome) => stack.UntilPrintedAsync(key, $"bytes: {outcome}");

    /// <summary>The executions that a frame has started, once it was examined.</summary>
    private async Task<List<string>> AskedAsync(string key)
    {
        await LookedAtAsync(key, "asked");
        return await ExecutionsOfAsync(key);
    }

    private async Task<List<string>> ExecutionsOfAsync(string key)
    {
        var listed = await stack.StepFunctionsAsync(
            "ListExecutions", new { stateMachineArn = stack.Output("FaceStateMachineArn"), maxResults = 1000 });
        var executions = new List<string>();
        foreach (var arn in listed.GetProperty("executions").EnumerateArray().Select(
            each => each.GetProperty("executionArn").GetString()!))
        {
            var input = JsonDocument.Parse(
                (await stack.DescribeAsync(arn)).GetProperty("input").GetString()!).RootElement;
            if (input.GetProperty("face").GetProperty("frame").GetString() == key) executions.Add(arn);
        }
        return executions;
    }

    /// <summary>The requests by which somebody is in the collection of people.</summary>
    private async Task<List<string?>> EnrolledAsync() =>
        [.. (await stack.RekognitionAsync("ListFaces", new { CollectionId = stack.Output("CollectionId") }))
            .GetProperty("Faces").EnumerateArray().Select(face => face.GetProperty("ExternalImageId").GetString())];
}
