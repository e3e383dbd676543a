using ApprovalWorkflow.Functions.Mail;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Mail;

/// <summary>The mails' side of test/foreign-text.json, which the website's tests read, too.</summary>
public class ForeignTextTests
{
    private static readonly JsonElement _cases =
        Given.Json(File.ReadAllText(Path.Combine(Repository.Root, "test", "foreign-text.json")));

    private static IEnumerable<string> Kept =>
        _cases.GetProperty("kept").EnumerateArray().Select(text => text.GetString()!);

    [Fact]
    public void Words_and_emoji_of_any_language_do_not_change() =>
        Assert.All(Kept, text => Assert.Equal(text, ForeignText.Visible(text)));

    [Fact]
    public void A_reader_sees_what_is_hidden_in_a_text()
    {
        Assert.All(
            _cases.GetProperty("shown").EnumerateArray(),
            each => Assert.Equal(each[1].GetString(), ForeignText.Visible(each[0].GetString()!)));
        Assert.Equal("\n⟨161 spaces⟩x", ForeignText.Visible($"\n{new string(' ', 161)}x"));
    }

    [Fact]
    public void A_text_of_one_line_has_nothing_that_is_hidden()
    {
        Assert.All(
            Kept.Where(text => text.IndexOfAny(['\t', '\n']) < 0),
            text => Assert.Null(ForeignText.ProblemOfLine(text)));
        Assert.EndsWith("; remove U+2028.", ForeignText.ProblemOfLine("a\u2028b"), StringComparison.Ordinal);
        Assert.EndsWith("; remove U+000A.", ForeignText.ProblemOfLine("a\nb\tc"), StringComparison.Ordinal);
        Assert.EndsWith("; remove U+E0041.", ForeignText.ProblemOfLine("a\U000E0041b"), StringComparison.Ordinal);
        Assert.Equal("has 40 spaces in a row; use fewer.", ForeignText.ProblemOfLine($"Ann{new string(' ', 40)}x"));
    }

    [Theory]
    [InlineData(30, "1970-01-01 00:00:30 UTC (in less than a minute)")]
    [InlineData(3599.6, "1970-01-01 00:59:59 UTC (in 60 minutes)")]
    [InlineData(60, "1970-01-01 00:01:00 UTC (in 1 minute)")]
    [InlineData(7200, "1970-01-01 02:00:00 UTC (in 2 hours)")]
    [InlineData(360 * 86400, "1970-12-27 00:00:00 UTC (in 360 days)")]
    [InlineData(-125, "1969-12-31 23:57:55 UTC (2 minutes ago)")]
    public void A_time_says_how_far_it_is(double seconds, string expected) => Assert.Equal(
        expected, MailTime.Of(DateTimeOffset.UnixEpoch.AddSeconds(seconds), DateTimeOffset.UnixEpoch));
}
