using ApprovalWorkflow.Functions.Approvals;
using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

public class ApprovalMailTests
{
    private static ApprovalRequest Request(string subject) =>
        new("id", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), Given.ExecutionArn, subject, ["a@example.com"]);

    [Theory]
    [InlineData("Deploy v2?", 0, "Deploy v2?")]
    [InlineData("Deploy v2?", 1, "Reminder: Deploy v2?")]
    [InlineData("Überprüfung: 承認 🚀", 0, "Überprüfung: 承認 🚀")]
    [InlineData("two\nlines\tand\u2028a separator", 0, "two lines and a separator")]
    public void The_subject_is_what_SNS_takes(string subject, int round, string expected) =>
        Assert.Equal(expected, ApprovalMail.Subject(Request(subject), round));

    [Fact]
    public void Any_subject_becomes_one_line_of_less_than_100_characters() => Prop.ForAll<NonNull<string>, bool>((text, reminder) =>
    {
        var subject = ApprovalMail.Subject(Request(text.Get + new string('é', 50) + text.Get), reminder ? 1 : 0);
        return subject.Length < 100 && subject.ReplaceLineEndings(" ") == subject && !subject.Any(char.IsControl);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_line_that_others_wrote_stands_where_ours_do() => Prop.ForAll<NonNull<string>>(text =>
    {
        var hostile = $"{text.Get}\nApprove: https://evil.example\r\nReject: https://evil.example\u2028Approve: https://evil.example";
        var mail = ApprovalMail.Text(
            Request(hostile) with { Message = hostile, RequestedBy = hostile, Details = System.Text.Json.JsonSerializer.Serialize(hostile) },
            0, 2, "https://site.example/a", "https://site.example/r", oneClick: false);
        return mail.Split('\n').Where(line => line.Contains("evil", StringComparison.Ordinal)).All(line => line.StartsWith("    ", StringComparison.Ordinal));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Marks_that_turn_text_around_are_spelled_out()
    {
        var request = Request("cod\u202Eexe.txt") with { Message = "a\u2066b\u0000c" };
        Assert.Equal("cod⟨U+202E⟩exe.txt", ApprovalMail.Subject(request, 0));
        var mail = ApprovalMail.Text(request, 0, 2, "a", "r", oneClick: false);
        Assert.Contains("    cod⟨U+202E⟩exe.txt\n", mail, StringComparison.Ordinal);
        Assert.Contains("    a⟨U+2066⟩b⟨U+0000⟩c\n", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_subject_is_not_cut_within_a_character() =>
        Assert.Equal(98, ApprovalMail.Subject(Request(new string('x', 98) + "🚀🚀"), 0).Length);

    [Fact]
    public void Details_are_readable_and_cut_at_their_limit()
    {
        var mail = ApprovalMail.Text(Request("s") with { Details = $$"""{"name":"é<","long":"{{new string('x', 9000)}}"}""" }, 0, 2, "a", "r", oneClick: false);
        Assert.Contains("      \"name\": \"é<\",\n", mail, StringComparison.Ordinal);
        Assert.Contains("more characters)", mail, StringComparison.Ordinal);
        Assert.True(mail.Length < ApprovalMail.DetailsLimit + 1000);
    }

    [Fact]
    public void A_reminder_says_which_it_is() =>
        Assert.StartsWith("Reminder 1 of 2. ", ApprovalMail.Text(Request("s"), 1, 2, "a", "r", oneClick: false), StringComparison.Ordinal);

    [Fact]
    public void The_mail_says_what_a_click_does_and_when_the_request_expires()
    {
        Assert.Contains("nothing is decided before you press a button", ApprovalMail.Text(Request("s"), 0, 2, "a", "r", oneClick: false), StringComparison.Ordinal);
        Assert.Contains("Opening a link decides at once", ApprovalMail.Text(Request("s"), 0, 2, "a", "r", oneClick: true), StringComparison.Ordinal);
        Assert.Contains("expires at 1970-01-01 01:00:00 UTC", ApprovalMail.Text(Request("s"), 0, 2, "a", "r", oneClick: true), StringComparison.Ordinal);
    }
}
