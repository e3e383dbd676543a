using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Faces;

/// <summary>The known people, as reviewers see and change them.</summary>
[Collection(nameof(Dynalite))]
public sealed class PeopleTests(Dynalite dynalite) : IAsyncLifetime
{
    private GivenFaces _given = null!;

    public async Task InitializeAsync() => _given = await new GivenFaces(dynalite).WithTableAsync();

    public Task DisposeAsync()
    {
        _given.Dispose();
        return Task.CompletedTask;
    }

    private static ApiRequest Call(string id = "", string? body = null, string groups = Given.Group) => Given.SignedIn(
        new()
        {
            Resource = "/people/{id}",
            PathParameters = new Dictionary<string, string> { ["id"] = id },
            Body = body,
        },
        groups: groups);

    private Task<ApiResponse> ListAsync(string groups = Given.Group) =>
        new ListPeople(_given.Table, Given.Group).HandleAsync(Call(groups: groups), new LambdaContext());

    private Task<ApiResponse> RenameAsync(string id, string body, string groups = Given.Group) =>
        new RenamePerson(_given.Table, Given.Group).HandleAsync(Call(id, body, groups), new LambdaContext());

    private Task<ApiResponse> RemoveAsync(string id, string groups = Given.Group) =>
        new RemovePerson(
            _given.Table,
            _given.Faces.People,
            _given.Faces.ImageCopies,
            Given.Group).HandleAsync(Call(id, groups: groups), new LambdaContext());

    [Fact]
    public async Task A_known_person_is_listed_with_the_image_and_the_approver()
    {
        var id = await _given.EnrolledAsync("ann");
        Assert.Equal(
            $$"""{"items":[{"id":"{{id}}","name":"Ann","image":{"bucket":"frames","key":"people/{{id}}",""" +
            "\"box\":{\"left\":0.125,\"top\":0.25,\"width\":0.25,\"height\":0.375}}," +
            "\"addedAt\":\"2026-11-20T10:00:00.000Z\",\"addedBy\":\"a@example.com\"}]}",
            (await ListAsync()).Body);
    }

    [Fact]
    public async Task A_person_can_be_renamed()
    {
        var id = await _given.EnrolledAsync("ann");
        Assert.Equal(200, (await RenameAsync(id, """{"name":" Anna "}""")).StatusCode);
        Assert.Contains("\"name\":\"Anna\"", (await ListAsync()).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":7}""")]
    [InlineData("""{"name":"a\nb"}""")]
    [InlineData("""{"name":"Ann\u2028\u2028Your password has expired"}""")]
    [InlineData("""{"name":"Ann\u200b"}""")]
    [InlineData("""{"name":"Ann","id":"other"}""")]
    public async Task A_bad_name_is_refused(string body)
    {
        var id = await _given.EnrolledAsync("ann");
        Assert.Equal(400, (await RenameAsync(id, body)).StatusCode);
        Assert.Equal(400, (await RenameAsync(id, $$"""{"name":"{{new string('x', 101)}}"}""")).StatusCode);
        Assert.Equal("Ann", (await _given.Table.FindPersonAsync(id))!.Name);
    }

    [Fact]
    public async Task A_removed_person_leaves_collection_bucket_and_table_and_is_a_stranger_again()
    {
        var id = await _given.EnrolledAsync("ann");
        Assert.Equal(200, (await RemoveAsync(id)).StatusCode);
        Assert.Empty(_given.Faces.In("people"));
        Assert.Contains($"DELETE people/{id}", _given.Faces.Written);
        Assert.Equal("""{"items":[]}""", (await ListAsync()).Body);
        Assert.Equal(404, (await RemoveAsync(id)).StatusCode);
        Assert.Equal("asked", await _given.SeeAsync("frames/b.jpg", new DrawnFace("ann", GivenFaces.Left)));
    }

    [Theory]
    [InlineData("DeleteFaces")]
    [InlineData("S3 DELETE")]
    public async Task A_removal_that_fails_halfway_can_be_repeated(string call)
    {
        var id = await _given.EnrolledAsync("ann");
        _given.Faces.FailingCall = call;
        await Assert.ThrowsAnyAsync<Exception>(() => RemoveAsync(id));
        Assert.Equal(200, (await RemoveAsync(id)).StatusCode);
        Assert.Empty(_given.Faces.In("people"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-an-id")]
    [InlineData("stranger-1")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    public async Task An_invalid_id_is_unknown(string id)
    {
        Assert.Equal(404, (await RenameAsync(id, """{"name":"Ann"}""")).StatusCode);
        Assert.Equal(404, (await RemoveAsync(id)).StatusCode);
    }

    [Fact]
    public async Task Only_reviewers_see_and_change_people()
    {
        var id = await _given.EnrolledAsync("ann");
        Assert.Equal(403, (await ListAsync("others")).StatusCode);
        Assert.Equal(403, (await RenameAsync(id, """{"name":"Anna"}""", "others")).StatusCode);
        Assert.Equal(403, (await RemoveAsync(id, "others")).StatusCode);
        Assert.Equal("Ann", (await _given.Table.FindPersonAsync(id))!.Name);
    }
}
