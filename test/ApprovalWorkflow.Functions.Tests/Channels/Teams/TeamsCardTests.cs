using System.Text;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Channels.Teams;
using ApprovalWorkflow.Functions.Tests.Approvals;

namespace ApprovalWorkflow.Functions.Tests.Channels.Teams;

public class TeamsCardTests
{
    private const string Page = $"https://site.example/approval.html#id={GivenNews.Id}";

    [Fact]
    public void A_card_has_what_is_asked_by_whom_until_when_and_a_button_that_opens_the_request()
    {
        var card = Card(GivenNews.Asked("""
            {"subject":"Deploy v2?","requestedBy":"ci","url":"https://ci.example/7","message":"Two\nlines",
            "requiredApprovals":2,"build":{"id":7},"by":"Ann"}
            """));
        Assert.Equal(
            [
                "Approval required", "Deploy v2?", "Requested by: ci", "Approvers: ann@example.com, bob@example.com",
                "It takes 2 approvals.",
                "Expires {{DATE(2026-11-20T11:00:00Z, SHORT)}} at {{TIME(2026-11-20T11:00:00Z)}}",
                "https://ci.example/7", "Message", "Two", "lines", "Details", """build: {"id":7}""", "by: Ann",
            ],
            Texts(card));
        var action = Assert.Single(card.GetProperty("actions").EnumerateArray());
        Assert.Equal(
            ("Action.OpenUrl", Page), (action.GetProperty("type").GetString(), action.GetProperty("url").GetString()));
    }

    [Fact]
    public void A_reminder_is_short_and_says_whose_answer_is_missing()
    {
        var news = GivenNews.Reminded("""{"subject":"Deploy v2?","message":"Long"}""");
        news = news with
        {
            Request = news.Request with
            {
                Approvals = new Dictionary<string, GivenApproval> { ["ann@example.com"] = new(news.At, "", "{}") },
            },
        };
        Assert.Equal(
            [
                "Reminder 1 of 2", "Deploy v2?", "No answer from: bob@example.com",
                "Expires {{DATE(2026-11-20T11:00:00Z, SHORT)}} at {{TIME(2026-11-20T11:00:00Z)}}",
            ],
            Texts(Card(news)));
    }

    [Theory]
    [InlineData("ApprovalApproved", "approved", "ann@example.com", "Approved", "By: ann@example.com")]
    [InlineData("ApprovalRejected", "rejected", "ann@example.com", "Rejected", "By: ann@example.com")]
    [InlineData("ApprovalExpired", "expired", "deadline", "Expired", "Nobody decided before the deadline.")]
    [InlineData("ApprovalWithdrawn", "withdrawn", "end of the execution", "Withdrawn", "By: end of the execution")]
    public void A_second_card_has_the_outcome(string type, string status, string who, string title, string by) =>
        Assert.Equal(
            [
                title, "Deploy v2?", by,
                "At {{DATE(2026-11-20T10:02:00Z, SHORT)}} at {{TIME(2026-11-20T10:02:00Z)}}", "Reason", "Why",
            ],
            Texts(Card(GivenNews.Decided(type, GivenNews.By(status, who, "Why"), """{"subject":"Deploy v2?"}"""))));

    [Fact]
    public void Each_comment_has_its_author()
    {
        var texts = Texts(Card(GivenNews.Decided("ApprovalApproved", GivenNews.By(
            "approved", "ann@example.com, bob@example.com", "Second", Comments(12, "Fine")))));
        Assert.Equal(["a0@example.com", "Fine", "a1@example.com"], texts.SkipWhile(text => text[0] != 'a').Take(3));
        Assert.Equal("2 more comments are on the request's page.", texts[^1]);
    }

    [Theory]
    [InlineData("**bold** _it_ [Approve](https://evil.example)")]
    [InlineData("- Approvers: nobody\n1. Expires never")]
    [InlineData("{{DATE(2030-01-01T00:00:00Z, SHORT)}} {{TIME(2030-01-01T00:00:00Z)}}")]
    [InlineData("{{{{DATE(2030-01-01T00:00:00Z)}}}}")]
    public void Text_of_others_is_neither_Markdown_nor_a_time(string hostile)
    {
        var subject = hostile.Split('\n')[0];
        var input = JsonSerializer.Serialize(new { subject, message = hostile, other = hostile });
        var cards = new[]
        {
            Card(GivenNews.Asked(input)),
            Card(GivenNews.Reminded(input)),
            Card(GivenNews.Decided("ApprovalWithdrawn", GivenNews.By("withdrawn", "end", hostile), input)),
        };
        foreach (var card in cards)
        {
            var elements = Elements(card).ToList();
            Assert.All(
                elements.Where(each => each.TryGetProperty("text", out _)),
                ours => Assert.DoesNotContain("2030", ours.GetProperty("text").GetString()!, StringComparison.Ordinal));
            Assert.DoesNotContain("evil", string.Concat(elements.Select(Markdown)), StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{\{(DATE|TIME)\(2030", card.GetRawText());
        }
        // Lines of others are in boxes.
        Assert.Equal(
            2, Elements(cards[0]).Count(each => each.GetProperty("type").GetString() == "Container"));
    }

    [Fact]
    public void A_reader_sees_what_is_hidden_in_a_text() => Assert.Contains(
        "cod⟨U+202E⟩exe.txt", Texts(Card(GivenNews.Asked("""{"message":"cod\u202eexe.txt"}"""))));

    [Fact]
    public void Whatever_others_write_a_message_is_small_enough_for_Teams()
    {
        var texts = new Dictionary<string, string>
        {
            ["letters"] = new('x', 190_000),
            ["emoji"] = string.Concat(Enumerable.Repeat("😀", 15_000)),
            ["line ends"] = new('\n', 90_000),
            ["quotes"] = new('"', 30_000),
            ["hidden"] = new('\u202e', 30_000),
        };
        foreach (var (name, text) in texts)
        {
            var news = GivenNews.Asked(JsonSerializer.Serialize(new { subject = "Deploy v2?", a = text }));
            Assert.InRange(Size(news), name == "letters" ? 5_000 : 1_000, TeamsCard.SizeLimit);
            Assert.Equal("Deploy v2?", Texts(Card(news))[1]);
            var members = Enumerable.Range(0, 9_000).ToDictionary(each => $"m{each}", each => each);
            Assert.InRange(Size(GivenNews.Asked(JsonSerializer.Serialize(members))), 5_000, TeamsCard.SizeLimit);
            var comment = text[..1000];
            Assert.InRange(
                Size(GivenNews.Decided(
                    "ApprovalApproved", GivenNews.By("approved", "ann@example.com", comment, Comments(50, comment)))),
                1_000,
                TeamsCard.SizeLimit);
        }
        var many = Enumerable.Range(0, 50).Select(each => $"{new string('a', 45)}{each}@example.com").ToArray();
        Assert.InRange(Size(GivenNews.Asked("{}", many)), 3_000, TeamsCard.SizeLimit);
    }

    [Fact]
    public void No_card_has_a_key_of_a_link() =>
        Assert.DoesNotContain("key=", Post(GivenNews.Asked()).Json, StringComparison.Ordinal);

    private static string Comments(int count, string comment) => JsonSerializer.Serialize(
        Enumerable.Range(0, count).Select(each => new
        {
            approver = $"a{each}@example.com",
            at = "2026-11-20T10:02:00.000Z",
            comment,
        }));

    private static int Size(RequestNews news) => Encoding.UTF8.GetByteCount(Post(news).Json);

    private static HttpPost Post(RequestNews news) =>
        TeamsCard.Of(news, new Uri("https://example.com/hook"), "https://site.example");

    private static JsonElement Card(RequestNews news)
    {
        var message = Given.Json(Post(news).Json);
        Assert.Equal("message", message.GetProperty("type").GetString());
        var attachment = Assert.Single(message.GetProperty("attachments").EnumerateArray());
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        return attachment.GetProperty("content");
    }

    /// <summary>All elements, also those in boxes.</summary>
    private static IEnumerable<JsonElement> Elements(JsonElement card) =>
        card.GetProperty("body").EnumerateArray().SelectMany(
            each => each.TryGetProperty("items", out var items) ? items.EnumerateArray().Prepend(each) : [each]);

    /// <summary>What is read as Markdown.</summary>
    private static string Markdown(JsonElement element) =>
        element.TryGetProperty("text", out var text) ? text.GetString()! : "";

    /// <summary>What a reader sees, a text for each line.</summary>
    private static List<string> Texts(JsonElement card) => [.. Elements(card)
        .Where(each => each.GetProperty("type").GetString() != "Container")
        .Select(each => each.TryGetProperty("inlines", out var runs)
            ? string.Concat(runs.EnumerateArray().Select(run => run.GetProperty("text").GetString()))
            : each.GetProperty("text").GetString()!)];
}
