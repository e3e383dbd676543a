using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Channels.Slack;

[Collection(nameof(Dynalite))]
public sealed class SlackSignatureTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();
    private readonly SlackStub _slack = new();
    private readonly LambdaContext _context = new();

    public void Dispose()
    {
        _aws.Dispose();
        _slack.Dispose();
    }

    public static TheoryData<string> Forgeries =>
        ["secret", "body", "none", "old", "future", "no time", "words", "empty"];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Nothing_counts_without_Slacks_signature_of_now(string forgery)
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var payload = SlackStub.Submission(pending.Id, "approve", "a@example.com", "{}");
        var now = DateTimeOffset.UtcNow;
        var call = forgery switch
        {
            "secret" => SlackStub.FromSlack(payload, secret: "guessed"),
            "old" => SlackStub.FromSlack(payload, now.AddSeconds(-301)),
            "future" => SlackStub.FromSlack(payload, now.AddSeconds(303)),
            _ => SlackStub.FromSlack(payload),
        };
        if (forgery == "body") call.Body += "&x=1";
        if (forgery == "none") call.Headers.Remove("x-slack-signature");
        if (forgery == "empty") call.Headers["x-slack-signature"] = "";
        if (forgery == "no time") call.Headers.Remove("x-slack-request-timestamp");
        if (forgery == "words") call.Headers["x-slack-request-timestamp"] = "99999999999999999999";

        var response = await _slack.Interactions(dynalite, _aws).HandleAsync(call, _context);

        Assert.Equal(401, response.StatusCode);
        Assert.Null((await dynalite.Table.GetAsync(pending.Id)).Decision);
        Assert.Empty(_slack.Counts);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"type":"block_actions","user":{"id":"UA"},"actions":[]}""", 200)]
    [InlineData("""{"type":"view_closed","user":{"id":"UA"}}""", 200)]
    [InlineData(
        """{"type":"block_actions","user":{"id":"UA"},"trigger_id":"1","actions":[{"action_id":"open"}]}""", 200)]
    public async Task Other_calls_of_Slack_do_nothing(string payload, int status)
    {
        var response = await _slack.Interactions(dynalite, _aws).HandleAsync(SlackStub.FromSlack(payload), _context);
        Assert.Equal(status, response.StatusCode);
        Assert.Empty(_slack.Counts);
    }

    [Fact]
    public async Task A_body_that_no_form_makes_is_refused_before_it_is_read()
    {
        var call = SlackStub.FromSlack(new string('x', 256 * 1024));
        Assert.Equal(413, (await _slack.Interactions(dynalite, _aws).HandleAsync(call, _context)).StatusCode);
    }
}
