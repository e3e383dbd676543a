using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Channels.Webhook;
using ApprovalWorkflow.Functions.Tests.Approvals;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace ApprovalWorkflow.Functions.Tests.Channels.Webhook;

public class WebhookMessageTests
{
    private const string Site = "https://site.example";
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NewKey = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public void A_receiver_knows_by_the_signature_who_sent_it()
    {
        var news = GivenNews.Asked("""{"subject":"Größe 😀"}""") with { At = DateTimeOffset.UtcNow };
        var post = Post(news);
        Verify(post, Key);
        Assert.Throws<WebhookVerificationException>(() => Verify(post, NewKey));
        Assert.Throws<WebhookVerificationException>(() => Verify(post with { Json = post.Json + " " }, Key));
    }

    [Fact]
    public void While_the_key_is_replaced_there_is_a_signature_for_each_key()
    {
        var post = Post(GivenNews.Asked() with { At = DateTimeOffset.UtcNow }, $"{NewKey} {Key}");
        var signatures = post.Headers["webhook-signature"].Split(' ');
        // One by one: version 1.1.2 of the library overlooks the last of several.
        foreach (var (signature, key) in signatures.Zip([NewKey, Key]))
        {
            var headers = new Dictionary<string, string>(post.Headers) { ["webhook-signature"] = signature };
            Verify(post with { Headers = headers }, key);
        }
        Assert.Equal(2, signatures.Length);
    }

    [Fact]
    public void A_message_that_is_sent_again_keeps_its_id_and_is_signed_anew()
    {
        var (first, again) = (Post(GivenNews.Reminded()), Post(GivenNews.Reminded(at: 60)));
        Assert.Equal($"{GivenNews.Id}-ApprovalReminded-1", first.Headers["webhook-id"]);
        Assert.Equal(first.Headers["webhook-id"], again.Headers["webhook-id"]);
        Assert.Equal("1795168860", again.Headers["webhook-timestamp"]);
        Assert.Equal(first.Json, again.Json);
        Assert.NotEqual(first.Headers["webhook-signature"], again.Headers["webhook-signature"]);
    }

    [Fact]
    public void The_body_says_what_the_event_says()
    {
        var asked = Body(GivenNews.Asked("""{"subject":"Deploy v2?","requestedBy":"ci"}"""));
        Assert.Equal(
            """
            {"id":"4a6c9f67-80d5-40f9-9081-6004e77b1444-ApprovalRequested","type":"ApprovalRequested",
            "timestamp":"2026-11-20T10:00:00.000Z","data":{"request":{
            "id":"4a6c9f67-80d5-40f9-9081-6004e77b1444",
            "executionArn":"arn:aws:states:us-east-1:000000000000:execution:Approvals:run-1","subject":"Deploy v2?",
            "requestedBy":"ci","approvers":["ann@example.com","bob@example.com"],"requiredApprovals":1,
            "createdAt":"2026-11-20T10:00:00.000Z","expiresAt":"2026-11-20T11:00:00.000Z",
            "url":"https://site.example/approval.html#id=4a6c9f67-80d5-40f9-9081-6004e77b1444"}}}
            """.ReplaceLineEndings(""),
            asked.GetRawText());
        Assert.Equal(
            """{"number":1,"of":2}""",
            Body(GivenNews.Reminded()).GetProperty("data").GetProperty("reminder").GetRawText());
        var rejected = Body(GivenNews.Decided(
            EventTypes.Rejected, GivenNews.By(ApprovalStatus.Rejected, "ann@example.com", "No")));
        Assert.Equal("2026-11-20T10:02:00.000Z", rejected.GetProperty("timestamp").GetString());
        Assert.Equal(
            """
            {"id":"4a6c9f67-80d5-40f9-9081-6004e77b1444","status":"rejected","decidedBy":"ann@example.com",
            "decidedAt":"2026-11-20T10:02:00.000Z","comment":"No","fields":{},"comments":[]}
            """.ReplaceLineEndings(""),
            rejected.GetProperty("data").GetProperty("approval").GetRawText());
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData($$"""{"url":"https://example.com"}""")]
    [InlineData($$"""{"key":"{{Key}}"}""")]
    [InlineData($$"""{"url":"http://example.com","key":"{{Key}}"}""")]
    [InlineData("""{"url":"https://example.com","key":"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}""")]
    [InlineData("""{"url":"https://example.com","key":"whsec_c2hvcnQ="}""")]
    [InlineData("""{"url":"https://example.com","key":"whsec_%%%"}""")]
    public void A_secret_of_another_form_is_none(string text)
    {
        WebhookSecret? secret = null;
        var error = Record.Exception(() => secret = WebhookSecret.Parse(text));
        Assert.True(error is null or JsonException);
        Assert.Null(secret);
    }

    private static HttpPost Post(RequestNews news, string key = Key) => WebhookMessage.Of(
        news, WebhookSecret.Parse($$"""{"url":"https://example.com/hook","key":"{{key}}"}""")!, Site);

    private static JsonElement Body(RequestNews news) => Given.Json(Post(news).Json);

    private static void Verify(HttpPost post, string key)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in post.Headers) headers[name] = value;
        new StandardWebhook(key).Verify(post.Json, headers);
    }
}
