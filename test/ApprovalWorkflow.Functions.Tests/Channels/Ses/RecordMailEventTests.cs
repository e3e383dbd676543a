using ApprovalWorkflow.Functions.Channels.Ses;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels.Ses;

[Collection(nameof(Dynalite))]
public sealed class RecordMailEventTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();
    private readonly LambdaContext _context = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task The_history_says_whose_mail_came_back()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        await RecordAsync(Bounce(pending.Id, "A@example.com"));
        Assert.Equal(["bounced a@example.com"], await HistoryAsync(pending.Id));
        var line = Assert.Single(_context.Lines);
        Assert.StartsWith("Warning ", line);
        Assert.Contains("A@example.com the mail came back: Permanent, General", line);
    }

    [Fact]
    public async Task The_history_says_who_reported_a_mail_as_spam()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"requestedBy":"ci@example.com"}""");
        await RecordAsync($$$$"""
            {"detail-type":"Email Complaint Received","detail":{"eventType":"Complaint",
            "mail":{"tags":{"approval":["{{{{pending.Id}}}}"]}},
            "complaint":{"complainedRecipients":[{"emailAddress":"ci@example.com"}]}}}
            """);
        Assert.Equal(["complained ci@example.com"], await HistoryAsync(pending.Id));
    }

    [Fact]
    public async Task Each_person_is_noted_once()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        foreach (var address in new[] { "a@example.com", "b@example.com", "a@example.com" })
            await RecordAsync(Bounce(pending.Id, address));
        Assert.Equal(["bounced a@example.com", "bounced b@example.com"], await HistoryAsync(pending.Id));
    }

    [Fact]
    public async Task Somebody_whom_the_request_does_not_name_is_not_noted()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"approvers":["a@example.com"]}""");
        await RecordAsync(Bounce(pending.Id, "b@example.com"));
        Assert.Empty(await HistoryAsync(pending.Id));
    }

    [Fact]
    public async Task Mails_about_no_request_are_only_counted()
    {
        await RecordAsync(Bounce("no-request", "a@example.com"));
        await RecordAsync(Bounce("x", "a@example.com").Replace("\"approval\"", "\"other\"", StringComparison.Ordinal));
        Assert.Equal(2, _context.Lines.Count(line => line.EndsWith(" 1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_answer_of_an_absent_approver_is_no_mail_that_came_back()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        await RecordAsync(Bounce(pending.Id, "a@example.com")
            .Replace("Permanent", "Transient", StringComparison.Ordinal));
        Assert.Empty(await HistoryAsync(pending.Id));
        Assert.Empty(_context.Lines);
    }

    private static string Bounce(string id, string address) => $$$$"""
        {"version":"0","detail-type":"Email Bounced","source":"aws.ses","detail":{"eventType":"Bounce",
        "mail":{"timestamp":"2026-11-20T10:00:00.000Z","destination":["{{{{address}}}}"],
        "tags":{"ses:configuration-set":["set"],"approval":["{{{{id}}}}"]}},
        "bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":
        [{"emailAddress":"{{{{address}}}}","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550"}]}}}
        """;

    private Task<NoResult> RecordAsync(string json) =>
        new RecordMailEvent(dynalite.Table, TimeProvider.System).HandleAsync(
            JsonSerializer.Deserialize(json, FunctionsJson.Default.MailEvent)!, _context);

    private async Task<IEnumerable<string>> HistoryAsync(string id) =>
        (await dynalite.Table.GetAsync(id)).History.Where(each => each.Event is "bounced" or "complained")
            .Select(each => $"{each.Event} {each.By}");
}
