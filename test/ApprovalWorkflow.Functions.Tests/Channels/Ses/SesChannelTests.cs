using Amazon.SimpleEmailV2.Model;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels.Ses;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels.Ses;

public sealed class SesChannelTests : IDisposable
{
    private static readonly byte[] _jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 5, 6];

    private readonly SesStub _aws = new();
    private readonly LambdaContext _context = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task An_approver_gets_one_mail_with_their_links_in_HTML_and_plain_text()
    {
        var result = await TellAsync(new() { Subject = "Deploy v2?" });

        Assert.Equal(["a@example.com", "b@example.com"], result.Approvers.Order());
        var mail = _aws.MailTo("a@example.com");
        Assert.Equal("ApprovalWorkflow <approvals@example.com>", mail.GetProperty("FromEmailAddress").GetString());
        Assert.Equal("Deploy v2?", SesStub.Subject(mail));
        Assert.Contains("key-of-a@example.com", SesStub.Body(mail, "Html"));
        Assert.Contains("\nApprove: https://site.example/key-of-a@example.com\n", SesStub.Body(mail, "Text"));
        Assert.DoesNotContain("b@example.com", mail.GetRawText());
    }

    [Fact]
    public async Task A_reminder_is_in_the_conversation_that_the_first_mail_began()
    {
        await TellAsync(new() { Subject = "Deploy v2?" });
        await TellAsync(new() { Subject = "Deploy v2?" }, round: 1);

        // Mail programs compare both.
        Assert.All(_aws.Mails, mail =>
        {
            Assert.Equal("Deploy v2?", SesStub.Subject(mail));
            Assert.Equal("<approval-id@example.com>", SesStub.Headers(mail)["References"]);
            Assert.Equal("<approval-id@example.com>", SesStub.Headers(mail)["In-Reply-To"]);
        });
        Assert.Equal(2, _aws.Mails.Count(mail => SesStub.Body(mail, "Html").Contains("Reminder 1 of 2")));
    }

    [Fact]
    public async Task SES_can_tell_which_request_a_mail_was_about()
    {
        await TellAsync(new());
        var mail = _aws.MailTo("a@example.com");
        Assert.Equal("set", mail.GetProperty("ConfigurationSetName").GetString());
        var tag = Assert.Single(mail.GetProperty("EmailTags").EnumerateArray());
        Assert.Equal("approval id", $"{tag.GetProperty("Name")} {tag.GetProperty("Value")}");
    }

    [Fact]
    public async Task An_answer_would_quote_the_links_so_it_does_not_go_to_whoever_asked()
    {
        await TellAsync(new() { RequestedBy = "ci@example.com" });
        Assert.False(_aws.MailTo("a@example.com").TryGetProperty("ReplyToAddresses", out _));
    }

    [Fact]
    public async Task Absences_do_not_answer_it()
    {
        await TellAsync(new());
        Assert.Equal("auto-generated", SesStub.Headers(_aws.MailTo("a@example.com"))["Auto-Submitted"]);
    }

    [Fact]
    public async Task The_image_is_in_the_mail()
    {
        _aws.Image = _jpeg;
        await TellAsync(new() { Image = new(SesStub.Bucket, "asked/1") });
        var mail = _aws.MailTo("a@example.com");
        var image = Assert.Single(SesStub.Content(mail).GetProperty("Attachments").EnumerateArray());
        Assert.Equal(_jpeg, image.GetProperty("RawContent").GetBytesFromBase64());
        Assert.Equal(
            "image image.jpg image/jpeg INLINE",
            $"{image.GetProperty("ContentId")} {image.GetProperty("FileName")} {image.GetProperty("ContentType")} "
            + $"{image.GetProperty("ContentDisposition")}");
        Assert.Contains("cid:image", SesStub.Body(mail, "Html"));
    }

    public static TheoryData<string, string, byte[]?> NoImages { get; } = new()
    {
        { SesStub.Bucket, "asked/gone", null },
        { SesStub.Bucket, "asked/text", "\u00FFno image"u8.ToArray() },
        { SesStub.Bucket, "asked/large", [.. _jpeg, .. new byte[ImageFiles.SizeLimit]] },
        { SesStub.Bucket, "people/1", _jpeg },
        { "other-bucket", "asked/1", _jpeg },
    };

    [Theory]
    [MemberData(nameof(NoImages))]
    public async Task What_is_not_to_be_shown_is_not_in_the_mail(string bucket, string key, byte[]? content)
    {
        _aws.Image = content;
        await TellAsync(new() { Image = new(bucket, key) });
        var mail = _aws.MailTo("a@example.com");
        Assert.False(SesStub.Content(mail).TryGetProperty("Attachments", out _));
        Assert.DoesNotContain("cid:", SesStub.Body(mail, "Html"));
    }

    [Fact]
    public async Task A_mail_that_SES_refuses_stops_no_other()
    {
        _aws.Refusals["a@example.com"] = "MessageRejected";
        var result = await TellAsync(new());
        Assert.Equal(["b@example.com"], result.Approvers);
        Assert.IsType<MessageRejectedException>(Assert.Single(result.Failures));
        var line = Assert.Single(_context.Lines);
        Assert.Contains("a@example.com request id", line);
        Assert.DoesNotContain("key-of", line);
    }

    [Fact]
    public async Task Mails_wait_while_the_account_sends_as_many_as_it_may()
    {
        _aws.Throttled = 3;
        var result = await TellAsync(new(), triesAgain: true);
        Assert.Equal(2, result.Approvers.Count);
        Assert.Empty(result.Failures);
    }

    [Fact]
    public async Task What_SES_does_not_take_in_time_is_left_to_the_next_try()
    {
        _aws.Throttled = 1000;
        var result = await TellAsync(new(), triesAgain: true);
        Assert.Empty(result.Approvers);
        Assert.All(result.Failures, failure => Assert.True(AwsCalls.MayPass(failure), $"{failure}"));
    }

    private Task<TellResult> TellAsync(ApprovalInput asked, int round = 0, bool triesAgain = false)
    {
        var channel = new SesChannel(_aws.SesMails(triesAgain), _aws.Images);
        string[] approvers = ["a@example.com", "b@example.com"];
        var notice = new RequestNotice(
            new("id", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), Given.ExecutionArn, default)
            {
                Asked = asked with { Approvers = approvers },
            },
            round,
            Reminders: 2,
            DateTimeOffset.UnixEpoch,
            [.. approvers.Select(approver => new ApproverLinks(
                approver,
                $"https://site.example/key-of-{approver}",
                "https://site.example/r",
                DecideAtOnce: false))]);
        return channel.TellAsync(notice, new Dictionary<string, DateTimeOffset>(), _context);
    }
}
