using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>
/// A stack that many processes ask at once. Its SNS suspends an address that gets too many mails, as AWS does.
/// </summary>
public sealed class BurstStack() : LocalStack("approvers=a@example.com,b@example.com");

public sealed class BurstTests(BurstStack stack) : IClassFixture<BurstStack>
{
    [Fact]
    public async Task Of_200_requests_at_once_every_approver_gets_every_mail_once()
    {
        var executions = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(n => stack.StartAsync($$"""{"subject":"Request {{n}} of a burst"}""")));

        List<Mail> mails = [];
        await stack.Until(
            async () => (mails = await stack.MailsNowAsync("of a burst")).Count >= 2 * executions.Length,
            TimeSpan.FromMinutes(6),
            "all mails arrive");

        var each = mails.Select(mail => (mail.To, mail.Subject));
        Assert.Equal(2 * executions.Length, each.Distinct().Count());
        Assert.Equal(2 * executions.Length, mails.Count);
        Assert.DoesNotContain("suspends", stack.Printed, StringComparison.Ordinal);
    }
}
