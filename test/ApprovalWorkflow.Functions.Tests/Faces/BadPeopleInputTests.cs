using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;
using static ApprovalWorkflow.Functions.Tests.BadInput;

namespace ApprovalWorkflow.Functions.Tests.Faces;

/// <summary>Invalid calls about people. Each gets a 4xx with a message and changes nothing.</summary>
[Collection(nameof(Dynalite))]
public sealed class BadPeopleInputTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly Gen<string> _bodies = Gen.OneOf(
        Text.Where(text => !HasText(text, "name")),
        Json("name").Where(json => !HasText(json, "name")),
        Mutated("""{"name":"Anna"}""").Where(json => !HasText(json, "name")),
        Text.Select(text => JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["name"] = "Anna",
            ["z" + text] = text,
        })),
        Text.Select(text => JsonSerializer.Serialize(new { name = "x" + text + "\u2028Approve" })),
        Gen.Elements(
            """{"name":"Anna","name":"Eve"}""", """{"name":"\ud800"}""", """{"name":"Anna","\ud800":1}""", "null",
            JsonSerializer.Serialize(new { name = new string('x', 101) })));

    private GivenFaces _given = null!;
    private string _id = "";

    public async Task InitializeAsync()
    {
        _given = await new GivenFaces(dynalite).WithTableAsync();
        _id = await _given.EnrolledAsync("ann");
    }

    public Task DisposeAsync()
    {
        _given.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [Trait(Route, "GET /people")]
    public Task Only_reviewers_see_people() => CheckAsync(
        from call in WrongClaims(() => Call("GET"), ReviewerClaims) select call,
        new ListPeople(_given.Table, Given.Group).HandleAsync);

    [Fact]
    [Trait(Route, "PUT /people/{id}")]
    public Task Only_a_reviewer_with_a_valid_name_renames() => CheckAsync(
        from body in _bodies
        from id in Id(_id)
        from encoding in Gen.Elements("plain", "base64", "claimed")
        from flaw in Gen.Elements("claims", "body", "person")
        from call in flaw switch
        {
            "claims" => WrongClaims(() => Call("PUT", id, """{"name":"Anna"}"""), ReviewerClaims),
            "body" => Gen.Constant(Encoded(Given.SignedIn(Call("PUT", id, body)), encoding)),
            _ => Gen.Constant(Given.SignedIn(Call("PUT", id == _id ? "" : id, """{"name":"Anna"}"""))),
        }
        select call,
        Rename);

    [Fact]
    [Trait(Route, "DELETE /people/{id}")]
    public Task Only_a_reviewer_removes_a_person_and_only_one_who_is_there() => CheckAsync(
        from id in Id(_id)
        from isReviewer in Gen.Elements(true, false)
        from call in isReviewer && id != _id
            ? Gen.Constant(Given.SignedIn(Call("DELETE", id)))
            : WrongClaims(() => Call("DELETE", id), ReviewerClaims)
        select call,
        new RemovePerson(_given.Table, _given.Faces.People, _given.Faces.ImageCopies, Given.Group).HandleAsync);

    [Fact]
    public async Task A_valid_name_is_kept_as_it_was_sent()
    {
        var names = Text.Where(text => Person.ProblemOf(text) is null && !text.Any(char.IsSurrogate)).Sample(300);
        foreach (var name in names)
        {
            var call = Given.SignedIn(Call("PUT", _id, JsonSerializer.Serialize(new { name })));
            Assert.Equal(200, (await Rename(call, new LambdaContext())).StatusCode);
            Assert.Equal(name.Trim(), (await _given.Table.FindPersonAsync(_id))!.Name);
        }
    }

    private Func<ApiRequest, ILambdaContext, Task<ApiResponse>> Rename =>
        new RenamePerson(_given.Table, Given.Group).HandleAsync;

    private static ApiRequest Call(string method, string id = "", string? body = null) => new()
    {
        Resource = "/people/{id}",
        HttpMethod = method,
        PathParameters = new Dictionary<string, string> { ["id"] = id },
        Body = body,
    };

    private async Task CheckAsync(
        Gen<ApiRequest> calls, Func<ApiRequest, ILambdaContext, Task<ApiResponse>> handler)
    {
        var before = await _given.Table.FindPersonAsync(_id);
        var written = _given.Faces.Written.Count;
        Refuses(calls, handler);
        Assert.Equal(before, await _given.Table.FindPersonAsync(_id));
        Assert.Single(_given.Faces.In("people"));
        Assert.Equal(written, _given.Faces.Written.Count);
    }
}
