using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Tests.Approvals;
using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Functions.Tests.Channels;

public class ApprovalMailTests
{
    private static RequestNotice Asking(string subject, int round = 0) => Notice(new() { Subject = subject }, round);

    private static RequestNotice Notice(ApprovalInput asked, int round = 0) => new(
        new(
            "id",
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddHours(1),
            Given.ExecutionArn,
            default)
        { Asked = asked },
        round, Reminders: 2, DateTimeOffset.UnixEpoch, []);

    private static string Text(RequestNotice notice, bool decideAtOnce = false) => ApprovalMail.Text(
        notice, new("a@example.com", "https://site.example/a", "https://site.example/r", decideAtOnce));

    [Theory]
    [InlineData("Deploy v2?", 0, "Deploy v2?")]
    [InlineData("Deploy v2?", 1, "Reminder: Deploy v2?")]
    [InlineData("Überprüfung: 承認 🚀", 0, "Überprüfung: 承認 🚀")]
    [InlineData("two\nlines\tand\u2028a separator", 0, "two lines and a separator")]
    public void SNS_accepts_the_subject(string subject, int round, string expected) =>
        Assert.Equal(expected, ApprovalMail.Subject(Asking(subject, round)));

    [Fact]
    public void What_to_look_at_follows_the_subject() => Assert.StartsWith(
        "A process waits for your decision:\n\n    Deploy v2?\n    https://example.com/7\n\nApprove: ",
        Text(Notice(new() { Subject = "Deploy v2?", Url = "https://example.com/7" })),
        StringComparison.Ordinal);

    [Fact]
    public void Any_subject_becomes_one_line_of_less_than_100_characters() =>
        Prop.ForAll<NonNull<string>, bool>((text, reminder) =>
    {
        var subject = ApprovalMail.Subject(Asking(text.Get + new string('é', 50) + text.Get, reminder ? 1 : 0));
        return subject.Length < 100 && subject.ReplaceLineEndings(" ") == subject && !subject.Any(char.IsControl);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void No_text_of_others_looks_like_a_line_of_ours() => Prop.ForAll<NonNull<string>>(text =>
    {
        const string evil = "https://evil.example";
        var hostile = $"{text.Get}\nApprove: {evil}\r\nReject: {evil}\u2028Approve: {evil}";
        var mail = Text(Notice(new()
        {
            Subject = hostile,
            Message = hostile,
            RequestedBy = hostile,
            Details = JsonSerializer.Serialize(hostile),
            Fields = [ApprovalField.Text("a") with { Label = hostile }],
        }));
        var lines = mail.ReplaceLineEndings("\n").Split('\n');
        return lines.Where(line => line.Contains("evil", StringComparison.Ordinal)).All(
            line => line.StartsWith("    ", StringComparison.Ordinal));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Marks_that_reverse_text_are_spelled_out()
    {
        var notice = Notice(new() { Subject = "cod\u202Eexe.txt", Message = "a\u2066b\u0000c" });
        Assert.Equal("cod⟨U+202E⟩exe.txt", ApprovalMail.Subject(notice));
        var mail = Text(notice);
        Assert.Contains("    cod⟨U+202E⟩exe.txt\n", mail, StringComparison.Ordinal);
        Assert.Contains("    a⟨U+2066⟩b⟨U+0000⟩c\n", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_subject_ends_with_an_ellipsis_and_no_half_of_a_character()
    {
        Assert.Equal(new string('x', 98) + "…", ApprovalMail.Subject(Asking(new string('x', 98) + "🚀🚀")));
        Assert.Equal(new string('x', 97) + "…", ApprovalMail.Subject(Asking(new string('x', 97) + "🚀🚀")));
        Assert.Equal(new string('x', 99), ApprovalMail.Subject(Asking(new string('x', 99))));
    }

    [Fact]
    public void Details_are_readable_and_cut_at_their_limit()
    {
        var mail = Text(Notice(new() { Details = $$"""{"name":"é<","long":"{{new string('x', 9000)}}"}""" }));
        Assert.Contains("      \"name\": \"é<\",\n", mail, StringComparison.Ordinal);
        Assert.Contains("more characters)", mail, StringComparison.Ordinal);
        Assert.True(mail.Length < ApprovalMail.DetailsLimit + 1000);
    }

    [Fact]
    public void Details_are_as_they_are_on_the_page()
    {
        var mail = Text(Notice(new()
        {
            Details = """{"𠮷 😀":"𠮷野家\u3000\uD83D\uDE00","path":"C:\\u0041\n","mark":"\u202e\u2028"}""",
        }));
        Assert.Contains("      \"𠮷 😀\": \"𠮷野家\u3000😀\",\n", mail, StringComparison.Ordinal);
        Assert.Contains("      \"path\": \"C:\\\\u0041\\n\",\n", mail, StringComparison.Ordinal);
        Assert.Contains("      \"mark\": \"⟨U+202E⟩⟨U+2028⟩\"\n", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "none is given so far")]
    [InlineData(1, "1 is given so far")]
    [InlineData(2, "2 are given so far")]
    public void The_mail_counts_approvals(int given, string expected)
    {
        var notice = Notice(new() { RequiredApprovals = 3 });
        var approvals = Enumerable.Range(0, given)
            .ToDictionary(n => $"{n}@example.com", _ => new GivenApproval(default, "", "{}"));
        notice = notice with { Request = notice.Request with { Approvals = approvals } };
        Assert.Contains($"It takes 3 approvals; {expected}. ", Text(notice), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reminder_says_which_it_is() =>
        Assert.StartsWith("Reminder 1 of 2. ", Text(Asking("s", round: 1)), StringComparison.Ordinal);

    [Fact]
    public void The_mail_says_what_a_click_does_and_when_the_request_expires()
    {
        Assert.Contains("nothing is decided before you press a button", Text(Asking("s")), StringComparison.Ordinal);
        Assert.Contains(
            "Opening a link decides at once", Text(Asking("s"), decideAtOnce: true), StringComparison.Ordinal);
        Assert.Contains(
            "expires at 1970-01-01 01:00:00 UTC (in 60 minutes). ", Text(Asking("s")), StringComparison.Ordinal);
    }
}
