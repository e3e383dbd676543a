using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Channels.Ses;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels.Ses;

[Collection(nameof(Dynalite))]
public sealed class OutcomeMailsTests(Dynalite dynalite) : IDisposable
{
    private const string Input = """{"subject":"Deploy v2?","requestedBy":"ci@example.com"}""";

    private readonly AwsStub _aws = new();
    private readonly SesStub _ses = new();

    public void Dispose()
    {
        _aws.Dispose();
        _ses.Dispose();
    }

    [Fact]
    public async Task Whoever_asked_hears_who_decided_and_with_which_comment()
    {
        await DecideAsync(Input, """{"decision":"reject","comment":"Not on a Friday <b>"}""");

        var mail = _ses.MailTo("ci@example.com");
        Assert.Equal("Rejected: Deploy v2?", SesStub.Subject(mail));
        var text = SesStub.Body(mail, "Text");
        Assert.Contains("Rejected by:\n    a@example.com\n", text);
        Assert.Contains("Comment:\n    Not on a Friday <b>\n", text);
        Assert.Contains("Not on a Friday &lt;b&gt;", SesStub.Body(mail, "Html"));
        // Only approvers may see the request's page.
        Assert.DoesNotContain("approval.html", mail.GetRawText());
    }

    [Fact]
    public async Task Approvers_hear_it_in_the_conversation_except_the_one_who_decided()
    {
        await DecideAsync(Input, Given.Approve);

        Assert.Equal(["b@example.com", "c@example.com", "ci@example.com"], _ses.Mails.Select(SesStub.To).Order());
        var mail = _ses.MailTo("b@example.com");
        Assert.Equal("Deploy v2?", SesStub.Subject(mail));
        Assert.StartsWith("<approval-", SesStub.Headers(mail)["References"]);
        Assert.Contains("https://site.example/approval.html#id=", SesStub.Body(mail, "Text"));
        Assert.Contains("Approved by", SesStub.Body(mail, "Html"));
    }

    [Fact]
    public async Task Each_of_several_comments_has_its_author()
    {
        var pending = await Given.PendingAsync(
            dynalite, _aws, """{"requestedBy":"ci@example.com","requiredApprovals":2}""");
        foreach (var approver in new[] { "a@example.com", "b@example.com" })
        {
            var yes = $$"""{"decision":"approve","comment":"Fine, says {{approver[0]}}"}""";
            await Given.DecideAsync(dynalite, _aws, pending, approver, yes);
        }
        await NotifyAsync(pending.Id, "ApprovalApproved");

        var text = SesStub.Body(_ses.MailTo("ci@example.com"), "Text");
        Assert.Contains("Approved by:\n    a@example.com, b@example.com\n", text);
        Assert.Contains("Comment of a@example.com:\n    Fine, says a\n", text);
        Assert.Contains("Comment of b@example.com:\n    Fine, says b\n", text);
    }

    [Theory]
    [InlineData(ApprovalStatus.Expired, "ApprovalExpired", "Nobody decided this request in time.", "")]
    [InlineData(ApprovalStatus.Withdrawn, "ApprovalWithdrawn", "its process has ended.", "Why:\n    stopped by hand\n")]
    public async Task It_says_why_nobody_decided(string status, string type, string intro, string why)
    {
        var pending = await Given.PendingAsync(dynalite, _aws, Input);
        await dynalite.Table.EndAsync(
            pending.Id,
            new Decision(status, Decision.ByExecution, DateTimeOffset.UtcNow, why.Length > 0 ? "stopped by hand" : ""));
        await NotifyAsync(pending.Id, type);

        Assert.Equal(4, _ses.Mails.Count);
        var text = SesStub.Body(_ses.MailTo("ci@example.com"), "Text");
        Assert.Contains(intro, text);
        Assert.Contains(why, text);
        Assert.DoesNotContain(" by:", text.Replace("Requested by:", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"requestedBy":"ci@example.com"}""", false)]
    [InlineData("""{"requestedBy":"pipeline 7"}""", true)]
    [InlineData("""{"requestedBy":"x@example.com, y@example.com"}""", true)]
    [InlineData("{}", true)]
    public async Task Nobody_else_gets_a_mail(string input, bool notifiesRequester)
    {
        await DecideAsync(input, Given.Approve, notifiesRequester);
        Assert.Equal(["b@example.com", "c@example.com"], _ses.Mails.Select(SesStub.To).Order());
    }

    [Fact]
    public async Task An_approver_who_asked_gets_one_mail()
    {
        await DecideAsync("""{"requestedBy":"b@example.com"}""", Given.Approve);
        Assert.Equal(["b@example.com", "c@example.com"], _ses.Mails.Select(SesStub.To).Order());
    }

    [Fact]
    public async Task A_mail_that_failed_is_sent_again_and_no_other()
    {
        _ses.Refusals["b@example.com"] = "MessageRejected";
        var pending = await Given.PendingAsync(dynalite, _aws, Input);
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve);
        await Assert.ThrowsAsync<ChannelException>(() => NotifyAsync(pending.Id, "ApprovalApproved"));
        _ses.Refusals.Clear();
        await NotifyAsync(pending.Id, "ApprovalApproved");
        await NotifyAsync(pending.Id, "ApprovalApproved");

        Assert.Equal(["b@example.com", "c@example.com", "ci@example.com"], _ses.Mails.Select(SesStub.To).Order());
        var unreached = Assert.Single(
            (await dynalite.Table.GetAsync(pending.Id)).History, each => each.Event == "unreached");
        Assert.Equal("Mail: 1 of 3 mails were not sent (MessageRejectedException)", unreached.Note);
    }

    private async Task DecideAsync(string input, string decision, bool notifiesRequester = true)
    {
        var pending = await Given.PendingAsync(dynalite, _aws, input);
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", decision);
        await NotifyAsync(
            pending.Id,
            decision.Contains("reject", StringComparison.Ordinal) ? "ApprovalRejected" : "ApprovalApproved",
            notifiesRequester);
    }

    private Task<NoResult> NotifyAsync(string id, string type, bool notifiesRequester = true)
    {
        var told = new ToldNotices(dynalite.Items, OutcomeMails.Notices);
        var mails = new OutcomeMails(_ses.SesMails(), told, "https://site.example", notifiesRequester);
        return new RequestNotifier(dynalite.Table, mails, told, TimeProvider.System).HandleAsync(
            new(type, new(new(id), null)), new LambdaContext());
    }
}
