using ApprovalWorkflow.Functions.Mail;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Mail;

public sealed class CheckSubscriptionsTests : IDisposable
{
    private const string Topic = "arn:aws:sns:us-east-1:000000000000:Approvals";

    private readonly AwsStub _aws = new();
    private readonly LambdaContext _context = new();

    public CheckSubscriptionsTests() => _aws.Subscriptions.Clear();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task It_says_whom_mails_do_not_reach_and_why()
    {
        _aws.Subscriptions.AddRange(
        [
            ("a@example.com", $"{Topic}:1"),
            ("b@example.com", "PendingConfirmation"),
            ("Other@example.com", $"{Topic}:2"),
        ]);

        await CheckAsync("a@example.com", "b@example.com", "c@example.com");

        Assert.Collection(
            _context.Lines,
            line => Assert.EndsWith(
                $" {Topic} b@example.com the subscription is not confirmed (PendingConfirmation); ask them to",
                line),
            line => Assert.EndsWith($" {Topic} c@example.com there is no subscription; subscribe them again", line),
            line => Assert.EndsWith("{missingSubscriptions} subscriptions of approvers are missing 2", line));
        Assert.All(_context.Lines.Take(2), line => Assert.StartsWith("Warning ", line));
    }

    [Fact]
    public async Task A_confirmed_subscription_is_enough_in_whatever_case_and_beside_an_old_one()
    {
        _aws.Subscriptions.AddRange(
        [
            ("a@example.com", "Deleted"),
            ("A@Example.com", $"{Topic}:1"),
        ]);

        await CheckAsync("a@example.com");

        Assert.EndsWith(" 0", Assert.Single(_context.Lines));
    }

    [Fact]
    public async Task It_reads_all_pages()
    {
        _aws.Subscriptions.AddRange(Enumerable.Range(1, 250).Select(n => ($"a{n}@example.com", $"{Topic}:{n}")));

        await CheckAsync("a1@example.com", "a101@example.com", "a250@example.com");

        Assert.EndsWith(" 0", Assert.Single(_context.Lines));
    }

    private async Task CheckAsync(params string[] approvers) =>
        await new CheckSubscriptions(_aws.Sns(), [Topic], approvers).HandleAsync(default, _context);
}
