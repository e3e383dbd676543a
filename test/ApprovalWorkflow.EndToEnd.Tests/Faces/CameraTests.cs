using ApprovalWorkflow.EndToEnd.Tests.Approvals;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Faces;

/// <summary>Several cameras at once. The people in its photos may be those of <see cref="FaceTests"/>.</summary>
[Collection(nameof(OneClickStack))]
public class CameraTests(OneClickStack stack, Browser browser)
{
    [Fact]
    public async Task Cameras_that_see_a_person_and_a_stranger_at_once_cause_one_mail_and_one_request()
    {
        const string name = "Eve Example";
        var known = Frames.NewKey();
        await stack.PutFrameAsync(known, await Photos.OfAsync(stack, browser, 2, 0), "image/jpeg");
        var execution = Assert.Single(await stack.AskedAsync(known));
        var mail = (await stack.MailsAsync(execution))[0];
        Assert.Equal(200, (await ReviewApi.DecideAsync(stack, mail, "approve", fields: new { name })).Status);
        Assert.Equal("SUCCEEDED", (await stack.EndOfAsync(execution)).GetProperty("status").GetString());

        byte[][] photos =
        [
            await Photos.OfAsync(stack, browser, 2, 0, brightness: 1.1),
            await Photos.OfAsync(stack, browser, 2, 1),
        ];
        var keys = Enumerable.Range(0, 12).Select(_ => Frames.NewKey()).ToList();
        await Task.WhenAll(keys.Select((key, i) => stack.PutFrameAsync(key, photos[i % 2], "image/jpeg")));
        foreach (var (key, i) in keys.Select((key, i) => (key, i)))
            await stack.LookedAtAsync(key, i % 2 == 0 ? "known" : "");
        Assert.Single((await Task.WhenAll(keys.Select(stack.ExecutionsOfAsync))).SelectMany(executions => executions));
        var told = await Task.WhenAll(keys.Select(stack.MailsNowAsync));
        Assert.Single(told.SelectMany(mails => mails), each => each.Subject == $"Detected {name}");
    }
}
