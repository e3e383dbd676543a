using System.Text;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>
/// Invalid calls, at least 10,000 for each endpoint. Each gets a 4xx with a message and changes nothing.
/// </summary>
[Collection(nameof(Dynalite))]
public sealed class BadInputTests(Dynalite dynalite) : IAsyncLifetime
{
    private const int Cases = 10_000;

    private static readonly string[] _oddTexts =
    [
        "", " ", "null", "undefined", "..", "../../etc/passwd", "%00", "%2e%2e%2f", "' OR 1=1 --", "{{7*7}}", "\u0000",
        "\uffff", "\ud800", "👩‍👩‍👧", "é", "__proto__", "{}", "[]", "0", "-1", "1e999", "true", "a=b&c=d",
        "<script>alert(1)</script>",
        "arn:aws:states:us-east-1:000000000000:execution:a:b", "00000000-0000-0000-0000-000000000000", new('x', 5000),
    ];

    private static Gen<string> Text => Gen.OneOf(
        Gen.Elements(_oddTexts), ArbMap.Default.GeneratorFor<NonNull<string>>()
            .Select(text => text.Get), KeyLike, Guids);

    /// <summary>Texts in the form of a key, or nearly so.</summary>
    private static Gen<string> KeyLike =>
        from length in Gen.Elements(0, 1, 21, 22, 23, 43, 64)
        from characters in Gen.Elements("abcXYZ019-_", "abcXYZ019+/=", "äöü ").Select(
            set => Gen.Elements<char>(set.ToCharArray())).SelectMany(one => one.ArrayOf(length))
        select new string(characters);

    private static Gen<string> Guids =>
        ArbMap.Default.GeneratorFor<Guid>().SelectMany(id => Gen.Elements("D", "N", "B", "X").Select(id.ToString));

    /// <summary>Bodies that are not a decision: other JSON, other types, too long, or no JSON.</summary>
    private static Gen<string> Body => Gen.OneOf(
        Text,
        Text.Select(text => JsonSerializer.Serialize(new { decision = "x" + text })),
        Text.Select(
            text => JsonSerializer.Serialize(
                new Dictionary<string, string> { ["decision"] = "approve", ["z" + text] = text })),
        Text.Select(
            text => JsonSerializer.Serialize(
                new { decision = "approve", fields = new Dictionary<string, int> { ["z" + text] = 1 } })),
        Gen.Elements(400, 100_000, 400_000).Select(length => JsonSerializer.Serialize(
            new { decision = "approve", fields = new Dictionary<string, int> { [new string('<', length)] = 1 } })),
        Gen.Elements(
            """{"decision":null}""", """{"decision":["approve"]}""", """{"decision":"approve","comment":{}}""",
            """{"decision":"approve"} {}""", """{"decision":"reject","fields":{}}""",
            """{"decision":"approve","fields":7}""", """{"decision":"approve","comment":"\ud800"}""",
            """{"decision":"approve",}""", """{'decision':'approve'}""", """{"decision":"APPROVE"}""",
            """{"Decision":"approve"}""",
            $$"""{"decision":"approve","comment":"{{new string('x', 1001)}}"}""",
            $$"""{"decision":"approve","fields":{{new string('[', 2000)}}}"""));

    /// <summary>The request's own id, and other texts in its place.</summary>
    private static Gen<string> Id(string id) =>
        Gen.OneOf(Gen.Constant(id), Gen.Constant(id.ToUpperInvariant()), Guids, Text);

    private readonly AwsStub _aws = new();
    private PendingRequest _pending = null!;
    private PendingRequest _other = null!;

    public async Task InitializeAsync()
    {
        _pending = await Given.PendingAsync(dynalite, _aws);
        _other = await Given.PendingAsync(dynalite, _aws);
    }

    public Task DisposeAsync()
    {
        _aws.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public Task A_link_shows_nothing_without_its_key() => CheckAsync(
        from id in Id(_pending.Id)
        from key in Gen.OneOf(Text, Gen.Constant(_other.Key))
        select Given.View(id, key),
        new ViewRequest(dynalite.Table, Given.Images, Given.Group, TimeProvider.System).HandleAsync);

    [Fact]
    public Task A_link_needs_its_key_and_a_decision() => CheckAsync(
        from id in Id(_pending.Id)
        from wrongKey in Gen.OneOf(Text, Gen.Constant(_other.Key))
        from hasKey in Gen.Elements(true, false)
        from body in Body
        from encoding in Gen.Elements("plain", "base64", "claimed")
        select Encoded(Given.Decide(id, hasKey ? _pending.Key : wrongKey, hasKey ? body : Given.Approve), encoding),
        Decide);

    [Fact]
    public Task One_click_decides_nothing_without_its_key() => CheckAsync(
        from id in Id(_pending.Id)
        from key in Gen.OneOf(Text, Gen.Constant(_other.Key))
        from decision in Gen.Elements("approve", "reject")
        from accept in Gen.Elements(null, "text/html", "*/*")
        select Given.OneClick(id, key, decision, accept),
        Decide);

    [Fact]
    public Task Only_reviewers_see_a_request() => CheckAsync(
        from id in Id(_pending.Id)
        from call in WrongClaims(Given.ViewSignedIn(id))
        select call,
        new ViewRequest(dynalite.Table, Given.Images, Given.Group, TimeProvider.System).HandleAsync);

    [Fact]
    public Task Only_a_reviewer_with_a_valid_decision_decides() => CheckAsync(
        from id in Id(_pending.Id)
        from body in Body
        from encoding in Gen.Elements("plain", "base64", "claimed")
        from isReviewer in Gen.Elements(true, false)
        from call in isReviewer
            ? Gen.Constant(Encoded(Given.DecideSignedIn(id, body), encoding))
            : WrongClaims(Given.DecideSignedIn(id, Given.Approve))
        select call,
        Decide);

    [Fact]
    public Task A_list_refuses_invalid_parameters() => CheckAsync(
        from name in Gen.Elements("cursor", "status", "limit", "who")
        from value in Text
        from places in Text.Select(text => Convert.ToBase64String(Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(
                new Dictionary<string, object> { ["pending"] = new { createdAt = text, id = text } })))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_'))
        from call in name == "who"
            ? WrongClaims(List("limit", "10"))
            : Gen.Constant(List(name, name switch { "cursor" => places, "status" => "x" + value, _ => value + "x" }))
        select call,
        new ListRequests(dynalite.Indexes, Given.Group, TimeProvider.System).HandleAsync);

    private Func<ApiRequest, Amazon.Lambda.Core.ILambdaContext, Task<ApiResponse>> Decide =>
        new DecideRequest(dynalite.Table, _aws.Callback(), Given.Group, TimeProvider.System).HandleAsync;

    /// <summary>Claims of which at least one denies access.</summary>
    private static Gen<ApiRequest> WrongClaims(ApiRequest request) =>
        from claim in Gen.Elements("token_use", "email", "email_verified", "cognito:groups")
        from text in Text
        select WithClaim(
            Given.SignedIn(request), claim, claim == "email" ? "" : "not" + text.Replace(' ', '_').Replace(',', '_'));

    private static ApiRequest WithClaim(ApiRequest request, string claim, string value)
    {
        request.RequestContext.Authorizer.Claims[claim] = value;
        return request;
    }

    private static ApiRequest List(string name, string value) => Given.SignedIn(new()
    {
        Resource = "/approvals",
        HttpMethod = "GET",
        QueryStringParameters = new Dictionary<string, string> { [name] = value },
    });

    /// <summary>The body as text, in base64, or wrongly marked as base64.</summary>
    private static ApiRequest Encoded(ApiRequest request, string encoding)
    {
        request.IsBase64Encoded = encoding != "plain";
        if (encoding == "base64") request.Body = Convert.ToBase64String(Encoding.UTF8.GetBytes(request.Body));
        if (encoding == "claimed") request.Body = "%" + request.Body;
        return request;
    }

    private async Task CheckAsync(
        Gen<ApiRequest> calls, Func<ApiRequest, Amazon.Lambda.Core.ILambdaContext, Task<ApiResponse>> handler)
    {
        var before = JsonSerializer.Serialize(await dynalite.ItemAsync(_pending.Id));
        var context = new LambdaContext();
        Prop.ForAll(calls.ToArbitrary(), call =>
        {
            var answer = handler(call, context).GetAwaiter().GetResult();
            return answer.StatusCode is >= 400 and < 500 && Message(answer).Length > 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
        Assert.Equal(before, JsonSerializer.Serialize(await dynalite.ItemAsync(_pending.Id)));
        Assert.Empty(_aws.Answered);
    }

    private static string Message(ApiResponse answer) =>
        answer.Headers["Content-Type"].StartsWith("text/html", StringComparison.Ordinal)
        ? answer.Body.Split("<h1>")[1].Split("</h1>")[0]
        : Given.Json(answer.Body).GetProperty("message").GetString()!;
}
