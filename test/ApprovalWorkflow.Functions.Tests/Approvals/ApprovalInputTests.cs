using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Inputs;
using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

public class ApprovalInputTests
{
    [Theory]
    [InlineData("null", null)]
    [InlineData("42", "42")]
    [InlineData("\"just text\"", "\"just text\"")]
    [InlineData("[1, 2]", "[1, 2]")]
    [InlineData("{}", null)]
    [InlineData("""{"subject":"s","version":"2.0","nested":{"a":[1]}}""", """{"version":"2.0","nested":{"a":[1]}}""")]
    public void Unknown_members_become_the_details(string input, string? details) =>
        Assert.Equal(details, ApprovalInput.Parse(Given.Json(input)).Details);

    [Fact]
    public void Known_fields_are_read()
    {
        var input = ApprovalInput.Parse(Given.Json("""
            {"subject":" Deploy v2? ","message":"Please","requestedBy":"R@Example.com",
             "approvers":["A@example.com ","a@example.com"],"remindAfterSeconds":60,"expiresAfterSeconds":120,
             "requiredApprovals":2,
             "image":{"bucket":"frames","key":"frames/a b.jpg"},"fields":[{"name":"ticket"}]}
            """));
        Assert.Equal(("Deploy v2?", "Please", "r@example.com"), (input.Subject, input.Message, input.RequestedBy));
        Assert.Equal(["a@example.com"], input.Approvers);
        Assert.Equal((60, 120, 2), (input.RemindAfterSeconds, input.ExpiresAfterSeconds, input.RequiredApprovals));
        Assert.Equal(new StoredImage("frames", "frames/a b.jpg"), input.Image);
        Assert.Equal(
            ApprovalField.Text("ticket", maxLength: 200) with { Label = "ticket" }, Assert.Single(input.Fields));
        Assert.Null(input.Details);
    }

    [Theory]
    [InlineData("subject", "1")]
    [InlineData("subject", "{}")]
    [InlineData("message", "[]")]
    [InlineData("requestedBy", "true")]
    [InlineData("requestedBy", "\"a\\u200b@example.com\"")]
    [InlineData("requestedBy", "\"Ann\\u2028Approve: x\"")]
    [InlineData("approvers", "\"a@example.com\"")]
    [InlineData("approvers", "[]")]
    [InlineData("approvers", "[1]")]
    [InlineData("remindAfterSeconds", "0")]
    [InlineData("remindAfterSeconds", "1.5")]
    [InlineData("remindAfterSeconds", "\"60\"")]
    [InlineData("expiresAfterSeconds", "-1")]
    [InlineData("expiresAfterSeconds", "99999999999")]
    [InlineData("requiredApprovals", "0")]
    [InlineData("requiredApprovals", "51")]
    [InlineData("requiredApprovals", "\"2\"")]
    [InlineData("fields", "{}")]
    [InlineData("image", "\"nginx:1.2\"")]
    public void A_bad_value_is_refused_with_the_field_s_name(string field, string value)
    {
        var input = Given.Json($$"""{"{{field}}":{{value}}}""");
        var error = Assert.Throws<InvalidRequestException>(() => ApprovalInput.Parse(input));
        Assert.Equal(field, error.Field);
        Assert.StartsWith(field + ": ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("http://xn--r8jz45g.jp:8080/例え/b?c=d@e&f#g")]
    [InlineData("HTTPS://[::1]?a")]
    public void A_url_is_kept_as_it_is(string url) =>
        Assert.Equal(url, ApprovalInput.Parse(Given.Json($$"""{"url":"{{url}}"}""")).Url);

    [Theory]
    [InlineData("/changes/7")]
    [InlineData("example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://example.com")]
    [InlineData("https:///")]
    [InlineData("https://user@example.com")]
    [InlineData("https://@example.com")]
    [InlineData("https://bank.example＠example.com/")]
    [InlineData("https://bank.example／example.com")]
    [InlineData("https://例え.jp")]
    [InlineData("http://2130706433/")]
    [InlineData("http://1.1/")]
    [InlineData("https://bank.example:x@example.com")]
    [InlineData("https://example.com\\\\@evil.example")]
    [InlineData("https://example.com/a b")]
    [InlineData("https://example.com/a\\nb")]
    [InlineData("https://example.com/\\u202Egpj")]
    public void A_url_that_could_mislead_is_refused_by_name(string url) => Assert.Equal("url", Assert
        .Throws<InvalidRequestException>(() => ApprovalInput.Parse(Given.Json($$"""{"url":"{{url}}"}"""))).Field);

    [Theory]
    [InlineData("""{"key":"frames/k"}""", "image.bucket")]
    [InlineData("""{"bucket":"b"}""", "image.key")]
    [InlineData("""{"bucket":"b","key":"people/1"}""", "image.key")]
    [InlineData("""{"bucket":"b","key":" frames/1"}""", "image.key")]
    [InlineData("""{"bucket":"b","key":"frames/../people/1"}""", "image.key")]
    [InlineData("""{"bucket":"b","key":"frames/."}""", "image.key")]
    [InlineData("""{"bucket":1,"key":"frames/k"}""", "image.bucket")]
    [InlineData("""{"bucket":"b","key":"frames/k","x":1}""", "image.x")]
    [InlineData("""{"bucket":"b","key":"frames/k","box":1}""", "image.box")]
    [InlineData("""{"bucket":"b","key":"frames/k","box":{"left":0,"top":0,"width":"1","height":1}}""", "image.box")]
    public void An_image_is_a_bucket_and_a_key(string image, string field) => Assert.Equal(field, Assert
        .Throws<InvalidRequestException>(() => ApprovalInput.Parse(Given.Json($$"""{"image":{{image}}}"""))).Field);

    [Fact]
    public void Keys_are_kept_exactly()
    {
        var input = ApprovalInput.Parse(Given.Json("""{"image":{"bucket":" b ","key":"frames/a.jpg "}}"""));
        Assert.Equal(new StoredImage(" b ", "frames/a.jpg "), input.Image);
    }

    [Theory]
    [InlineData("subject", Limits.SubjectLength)]
    [InlineData("message", Limits.MessageLength)]
    [InlineData("url", Limits.UrlLength)]
    [InlineData("requestedBy", Limits.RequestedByLength)]
    public void Text_may_be_as_long_as_its_limit(string field, int limit)
    {
        ApprovalInput.Parse(Given.Json($$"""{"{{field}}":"{{"https://e/".PadRight(limit, 'x')}}"}"""));
        var tooLong = Given.Json($$"""{"{{field}}":"{{"https://e/".PadRight(limit + 1, 'x')}}"}""");
        Assert.Throws<InvalidRequestException>(() => ApprovalInput.Parse(tooLong));
    }

    [Theory]
    [InlineData("""{"subject":"\ud800"}""")]
    [InlineData("""{"a":["\udc00"]}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("\"\\ud800\"")]
    public void Text_that_is_not_Unicode_is_refused(string input) =>
        Assert.Equal(
            "input", Assert.Throws<InvalidRequestException>(() => ApprovalInput.Parse(Given.Json(input))).Field);

    [Fact]
    public void An_input_has_at_most_200_KiB_and_its_details_do_not_grow()
    {
        var text = new string('é', (Limits.InputBytes - 8) / 2);
        Assert.Equal($$"""{"a":"{{text}}"}""", ApprovalInput.Parse(Given.Json($$"""{"a":"{{text}}"}""")).Details);
        var tooLong = Given.Json($$"""{"a":"{{text}}é"}""");
        var error = Assert.Throws<InvalidRequestException>(() => ApprovalInput.Parse(tooLong));
        Assert.Equal("input", error.Field);
    }

    [Fact]
    public void Any_object_is_shown_whole() => Prop.ForAll<Dictionary<NonNull<string>, NonNull<string>>>(members =>
    {
        var text = JsonSerializer.Serialize(
            members.ToDictionary(member => "x" + member.Key.Get, member => member.Value.Get));
        var details = ApprovalInput.Parse(Given.Json(text)).Details ?? "{}";
        return JsonElement.DeepEquals(Given.Json(text), Given.Json(details));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
