namespace ApprovalWorkflow.Tests.Approvals;

public class ApprovalsPropsTests
{
    [Theory]
    [InlineData(1, 1, 500)]
    [InlineData(2, 3600, 900_000)]
    [InlineData(3, 60, 9960)]
    [InlineData(50, 1200, 12_000)]
    [InlineData(50, 31_104_000, 31_104_000)]
    public void A_record_holds_the_keys_of_500_mails(int approvers, int remindAfter, int expireAfter) =>
        Props(approvers, remindAfter, expireAfter).CheckMails();

    [Theory]
    [InlineData(1, 1, 501, "501 mails", 2)]
    [InlineData(2, 3600, 900_001, "502 mails", 3601)]
    [InlineData(3, 60, 9961, "501 mails", 61)]
    [InlineData(50, 1200, 12_001, "550 mails", 1201)]
    [InlineData(50, 1, 31_104_000, "1555200000 mails", 3_110_400)]
    public void More_mails_would_fail_every_request(
        int approvers, int remindAfter, int expireAfter, string mails, int remedy)
    {
        var error = Assert.Throws<InvalidPropertyException>(
            () => Props(approvers, remindAfter, expireAfter).CheckMails());

        Assert.Equal("RemindAfter", error.Property);
        Assert.Contains($" {mails} ", error.Message);
        Assert.Contains($" such as every {PropertyChecks.Text(TimeSpan.FromSeconds(remedy))},", error.Message);
        Props(approvers, remedy, expireAfter).CheckMails();
    }

    [Fact]
    public void The_message_about_too_many_mails_names_all_that_causes_them()
    {
        var error = Assert.Throws<InvalidPropertyException>(() => Props(50, 1200, 12_001).CheckMails());

        Assert.Equal(
            "Property RemindAfter = \"PT20M\" makes 550 mails about each request (11 to each of 50 approvers before "
            + "the deadline after PT3H20M1S); at most 500 are possible. Remind less often, such as every PT20M1S, or "
            + "make the deadline shorter, or name fewer approvers.",
            error.Message);
    }

    [Fact]
    public void An_invalid_value_is_named_with_its_property()
    {
        var error = Assert.Throws<InvalidPropertyException>(() => new ApprovalsProps { Approvers = ["nobody"] });

        Assert.Equal(
            "Property Approvers = \"nobody\" has \"nobody\", which is not an email address. Name one or more "
            + "addresses, such as you@example.com.",
            error.Message);
    }

    private static ApprovalsProps Props(int approvers, int remindAfter, int expireAfter) => new()
    {
        Approvers = [.. Enumerable.Range(1, approvers).Select(number => $"a{number}@example.com")],
        RemindAfter = TimeSpan.FromSeconds(remindAfter),
        ExpireAfter = TimeSpan.FromSeconds(expireAfter),
    };
}
