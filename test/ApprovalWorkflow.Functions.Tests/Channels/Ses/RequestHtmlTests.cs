using System.Net;
using System.Text.RegularExpressions;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels.Ses;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Mail;
using ApprovalWorkflow.Functions.Tests.Approvals;
using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Functions.Tests.Channels.Ses;

public sealed partial class RequestHtmlTests
{
    private const string Approve = "https://site.example/review.html#id=1&key=k&decision=approve";
    private const string Reject = "https://site.example/review.html#id=1&key=k&decision=reject";

    private static readonly InlineImage _image = new("image", "image.jpg", "image/jpeg", []);

    private static string Html(
        ApprovalInput asked,
        int round = 0,
        string? approve = Approve,
        bool decideAtOnce = false,
        InlineImage? image = null) => RequestHtml.Of(
        new RequestNotice(
            new("id", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), Given.ExecutionArn, default)
            {
                Asked = asked,
            },
            round,
            Reminders: 2,
            DateTimeOffset.UnixEpoch,
            []),
        new("a@example.com", approve, Reject, decideAtOnce),
        image);

    [Fact]
    public void The_buttons_are_the_only_links_beside_what_to_look_at() => Assert.Equal(
        [("https://example.com/7?a=1&b=2", "https://example.com/7?a=1&b=2"), (Approve, "Approve"), (Reject, "Reject")],
        LinksIn(Html(new()
        {
            Subject = "https://evil.example/1",
            Message = "https://evil.example/2",
            Details = """{"https://evil.example/3":"https://evil.example/4"}""",
            RequestedBy = "https://evil.example/5",
            Url = "https://example.com/7?a=1&b=2",
        })));

    [Fact]
    public void Whoever_asked_has_no_button_to_approve()
    {
        var html = Html(new() { Fields = [ApprovalField.Text("name")] }, approve: null);
        Assert.Equal([(Reject, "Reject")], LinksIn(html));
        Assert.Contains("You can only reject it.", html);
        Assert.DoesNotContain("To fill in", html);
    }

    [Theory]
    [InlineData(false, "nothing is decided before you press a button there.")]
    [InlineData(true, "Opening a link decides at once.")]
    public void The_mail_says_what_its_buttons_do(bool decideAtOnce, string expected) =>
        Assert.Contains(expected, Html(new(), decideAtOnce: decideAtOnce));

    [Fact]
    public void No_text_of_others_becomes_markup_or_leaves_its_place() => Prop.ForAll<NonNull<string>>(text =>
    {
        var hostile = $"{text.Get}</td></table><a href=\"https://evil.example\">&lt;\"'<!--<style>]]>\u202E{text.Get}";
        ApprovalInput Asked(string words) => new()
        {
            Subject = words,
            Message = words,
            RequestedBy = words,
            Details = JsonSerializer.Serialize(new Dictionary<string, string> { [words] = words }),
            Fields = [ApprovalField.Text("a") with { Label = words }],
        };
        return TagsIn(Html(Asked(hostile))).SequenceEqual(TagsIn(Html(Asked("plain"))));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Marks_that_reverse_text_are_spelled_out()
    {
        var html = WebUtility.HtmlDecode(Html(new() { Subject = "cod\u202Eexe.txt", Message = "a\u2066b" }));
        Assert.Contains("cod⟨U+202E⟩exe.txt", html);
        Assert.Contains("a⟨U+2066⟩b", html);
    }

    [Fact]
    public void Lines_and_indentation_of_a_message_stay() => Assert.Contains(
        ">Steps:<br>&nbsp;&nbsp;one&nbsp;&nbsp;two<br>&nbsp;three four<",
        Html(new() { Message = "Steps:\n  one  two\n three four" }));

    [Fact]
    public void The_mail_has_who_asks_until_when_and_what_it_takes()
    {
        var text = TextOf(Html(new()
        {
            Subject = "Deploy v2?",
            RequestedBy = "ci@example.com",
            RequiredApprovals = 2,
            Fields = [ApprovalField.Text("ticket") with { Label = "Ticket", Required = true }],
        }));
        Assert.Contains("Approval needed Deploy v2? A process waits for your decision.", text);
        Assert.Contains("Requested by ci@example.com Expires 1970-01-01 01:00:00 UTC (in 60 minutes)", text);
        Assert.Contains("It takes 2 approvals; none is given so far. One rejection rejects it.", text);
        Assert.Contains("To fill in Ticket (required)", text);
    }

    [Fact]
    public void A_reminder_says_which_it_is() =>
        Assert.Contains("Reminder 1 of 2 Deploy v2?", TextOf(Html(new() { Subject = "Deploy v2?" }, round: 1)));

    [Fact]
    public void Details_are_a_table_of_names_and_values()
    {
        var text = TextOf(Html(new()
        {
            Details = """{"version":"v2 <b>","count":1.50,"nested":{"a":[1,2]},"nothing":null}""",
        }));
        Assert.Contains(
            "Details version v2 <b> count 1.50 nested { \"a\": [ 1, 2 ] } nothing null",
            SeveralSpaces().Replace(text, " "));
    }

    [Theory]
    [InlineData("\"just a text\"", "Details just a text")]
    [InlineData("[1,2]", "Details [ 1, 2 ]")]
    public void Details_may_be_one_value(string details, string expected) => Assert.Contains(
        expected, SeveralSpaces().Replace(TextOf(Html(new() { Details = details })), " "));

    [Fact]
    public void Long_details_are_cut_and_the_mail_says_so()
    {
        var many = JsonSerializer.Serialize(Enumerable.Range(0, 5000).ToDictionary(n => $"member {n}", n => n));
        var html = Html(new() { Details = many });
        Assert.InRange(html.Length, 10_000, 100_000);
        Assert.Contains("There are more details. The review page shows them all.", html);

        var one = Html(new() { Details = $$"""{"long":"{{new string('x', 9000)}}"}""" });
        Assert.Contains("xxx…", WebUtility.HtmlDecode(one));
        Assert.Contains("There are more details.", one);
        Assert.DoesNotContain("There are more details.", Html(new() { Details = """{"a":1}""" }));
    }

    [Fact]
    public void An_image_is_shown_from_the_mail_itself()
    {
        var stored = new StoredImage("frames-bucket", "asked/1", new(0.1, 0.1, 0.2, 0.2));
        var html = Html(new() { Image = stored }, image: _image);
        Assert.Contains("src=\"cid:image\"", html);
        Assert.Contains("alt=\"The image that the request is about\"", html);
        Assert.Contains("The review page marks the part of the image that is meant.", html);
        Assert.DoesNotContain("marks the part", Html(new() { Image = stored with { Box = null } }, image: _image));
        Assert.DoesNotContain("<img", Html(new() { Image = stored }));
    }

    [Theory]
    [InlineData("ci@example.com", "mailto:ci@example.com")]
    [InlineData("a&bcc=x?%@example.com", "mailto:a%26bcc%3Dx%3F%25@example.com")]
    public void Who_asked_can_be_written_to_without_the_links(string requester, string link) =>
        Assert.Contains((link, requester), LinksIn(Html(new() { RequestedBy = requester })));

    [Fact]
    public void Who_asked_is_no_link_without_an_address() =>
        Assert.DoesNotContain("mailto:", Html(new() { RequestedBy = "pipeline 7" }));

    /// <summary>What a reader of the mail sees, without the preview of lists.</summary>
    private static string TextOf(string html) => WebUtility.HtmlDecode(
        SeveralSpaces().Replace(Tag().Replace(html[html.IndexOf("</div>", StringComparison.Ordinal)..], " "), " "));

    private static IEnumerable<(string Url, string Text)> LinksIn(string html) => Link().Matches(html).Select(
        link => (WebUtility.HtmlDecode(link.Groups[1].Value), WebUtility.HtmlDecode(link.Groups[2].Value)));

    /// <summary>The tags without line breaks, which text may have.</summary>
    private static IEnumerable<string> TagsIn(string html) =>
        Tag().Matches(html).Select(tag => tag.Value).Where(tag => tag != "<br>");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("""<a [^>]*?href="([^"]*)"[^>]*>([^<]*)</a>""")]
    private static partial Regex Link();

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex SeveralSpaces();
}
