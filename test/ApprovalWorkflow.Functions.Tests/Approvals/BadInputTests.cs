using System.Text;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;
using static ApprovalWorkflow.Functions.Tests.BadInput;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>Invalid calls about requests. Each gets a 4xx with a message and changes nothing.</summary>
[Collection(nameof(Dynalite))]
public sealed class BadInputTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly string[] _known = ["decision", "comment", "fields"];

    /// <summary>Bodies that are not a decision: other JSON, other types, too long, or no JSON.</summary>
    private static readonly Gen<string> _bodies = Gen.Frequency(
        (100, Text),
        (100, Json(_known).Where(json => !HasText(json, "decision"))),
        (100, Mutated("""{"decision":"approve","comment":"ok","fields":{}}""")
            .Where(json => !HasText(json, "decision"))),
        (100, Text.Select(text => JsonSerializer.Serialize(new { decision = "x" + text }))),
        (100, Text.Select(text => JsonSerializer.Serialize(
            new Dictionary<string, string> { ["decision"] = "approve", ["z" + text] = text }))),
        (100, Text.Select(text => JsonSerializer.Serialize(
            new { decision = "approve", fields = new Dictionary<string, int> { ["z" + text] = 1 } }))),
        (1, Gen.Elements(400, 30_000, 60_000).Select(length => JsonSerializer.Serialize(
            new { decision = "approve", fields = new Dictionary<string, int> { [new string('<', length)] = 1 } }))),
        (100, Gen.Elements(
            """{"decision":null}""", """{"decision":["approve"]}""", """{"decision":"approve","comment":{}}""",
            """{"decision":"approve"} {}""", """{"decision":"reject","fields":{}}""",
            """{"decision":"approve","fields":7}""", """{"decision":"approve","comment":"\ud800"}""",
            """{"decision":"approve","fields":{"\ud800":1}}""", """{"decision":"approve","\ud800":1}""",
            """{"decision":"approve","decision":"approve"}""", """{"decision":"approve","fields":{"a":1,"a":1}}""",
            """{"decision":"approve",}""", """{'decision':'approve'}""", """{"decision":"APPROVE"}""",
            """{"Decision":"approve"}""",
            $$"""{"decision":"approve","comment":"{{new string('x', 1001)}}"}""",
            $$"""{"decision":"approve","fields":{{new string('[', 2000)}}{{new string(']', 2000)}}}""")));

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
    [Trait(Route, "GET /requests/{id}")]
    public Task A_link_shows_nothing_without_its_key() => CheckAsync(
        from id in Id(_pending.Id)
        from key in WrongKey
        from opened in Gen.Elements(null, "true", "\u0000")
        select Given.View(id, key, opened),
        new ViewRequest(dynalite.Table, Given.Images, Given.Group, TimeProvider.System).HandleAsync);

    [Fact]
    [Trait(Route, "POST /requests/{id}/decision")]
    public Task A_link_needs_its_key_and_a_decision() => CheckAsync(
        from id in Id(_pending.Id)
        from wrongKey in WrongKey
        from hasKey in Gen.Elements(true, false)
        from body in _bodies
        from encoding in Gen.Elements("plain", "base64", "claimed")
        select Encoded(Given.Decide(id, hasKey ? _pending.Key : wrongKey, hasKey ? body : Given.Approve), encoding),
        Decide);

    [Fact]
    [Trait(Route, "GET /requests/{id}/approve")]
    [Trait(Route, "GET /requests/{id}/reject")]
    public Task One_click_decides_nothing_without_its_key() => CheckAsync(
        from id in Id(_pending.Id)
        from key in WrongKey
        from decision in Gen.Elements("approve", "reject")
        from accept in Gen.Elements(null, "text/html", "*/*")
        select Given.OneClick(id, key, decision, accept),
        Decide);

    [Fact]
    [Trait(Route, "GET /approvals/{id}")]
    public Task Only_reviewers_see_a_request() => CheckAsync(
        from id in Id(_pending.Id)
        from call in WrongClaims(() => Given.ViewSignedIn(id), ReviewerClaims)
        select call,
        new ViewRequest(dynalite.Table, Given.Images, Given.Group, TimeProvider.System).HandleAsync);

    [Fact]
    [Trait(Route, "POST /approvals/{id}/decision")]
    public Task Only_a_reviewer_with_a_valid_decision_decides() => CheckAsync(
        from id in Id(_pending.Id)
        from body in _bodies
        from encoding in Gen.Elements("plain", "base64", "claimed")
        from isReviewer in Gen.Elements(true, false)
        from call in isReviewer
            ? Gen.Constant(Encoded(Given.DecideSignedIn(id, body), encoding))
            : WrongClaims(() => Given.DecideSignedIn(id, Given.Approve), ReviewerClaims)
        select call,
        Decide);

    [Fact]
    [Trait(Route, "GET /approvals")]
    public Task A_list_refuses_invalid_parameters() => CheckAsync(
        from name in Gen.Elements("cursor", "status", "limit", "mine", "from", "before", "search", "who")
        from value in Text
        from places in Text.Select(text => Convert.ToBase64String(Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(
                new Dictionary<string, object> { ["pending"] = new { createdAt = text, id = text } })))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_'))
        from call in name == "who"
            ? WrongClaims(() => List("limit", "10"), ReviewerClaims)
            : Gen.Constant(List(name, name switch
            {
                "cursor" => places,
                "status" or "mine" or "from" => "x" + value,
                "search" => value.PadRight(Limits.SearchLength + 1, 'x'),
                _ => value + "x",
            }))
        select call,
        new ListRequests(dynalite.Indexes, Given.Group, TimeProvider.System).HandleAsync);

    private Gen<string> WrongKey => Gen.OneOf(Text, Gen.Constant(_other.Key), Mutated(_pending.Key).Where(
        key => key != _pending.Key));

    private Func<ApiRequest, ILambdaContext, Task<ApiResponse>> Decide =>
        new DecideRequest(dynalite.Table, _aws.Callback(), Given.Group, TimeProvider.System).HandleAsync;

    private static ApiRequest List(string name, string value) => Given.SignedIn(new()
    {
        Resource = "/approvals",
        HttpMethod = "GET",
        QueryStringParameters = new Dictionary<string, string> { [name] = value },
    });

    private async Task CheckAsync(
        Gen<ApiRequest> calls, Func<ApiRequest, ILambdaContext, Task<ApiResponse>> handler)
    {
        var before = JsonSerializer.Serialize(await dynalite.ItemAsync(_pending.Id));
        Refuses(calls, handler);
        Assert.Equal(before, JsonSerializer.Serialize(await dynalite.ItemAsync(_pending.Id)));
        Assert.Empty(_aws.Answered);
    }
}
