using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Tests.Emulators;
using static ApprovalWorkflow.Functions.Tests.Faces.GivenFaces;

namespace ApprovalWorkflow.Functions.Tests.Faces;

/// <summary>What follows a decision about a stranger.</summary>
[Collection(nameof(Dynalite))]
public sealed class EnrollFaceTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly DrawnFace _ann = new("ann", Left);
    private static readonly DrawnFace _bob = new("bob", Right);
    private readonly string _id = $"{Guid.NewGuid()}";
    private GivenFaces _given = null!;

    public async Task InitializeAsync() => _given = await new GivenFaces(dynalite).WithTableAsync();

    public Task DisposeAsync()
    {
        _given.Dispose();
        return Task.CompletedTask;
    }

    private async Task<ApprovalOutcome> DecidedAsync(
        string status, string fields = """{"name":"Ann"}""", params DrawnFace[] frame)
    {
        await _given.SeeAsync("frames/a.jpg", frame.Length == 0 ? [_ann] : frame);
        return _given.Outcome(_given.Faces.Started.Keys.Order().First(), _id, status, fields);
    }

    private Task<ProcessedOutcome> EnrollAsync(ApprovalOutcome outcome) =>
        _given.Enroll().HandleAsync(outcome, new LambdaContext());

    [Fact]
    public async Task An_approved_face_is_enrolled_under_the_request_s_id_and_the_name()
    {
        var processed = await EnrollAsync(await DecidedAsync("approved"));
        Assert.Equal("Enrolled: took the only face in the frame.", processed.Message);
        Assert.Equal([("ann", _id)], _given.Faces.In("people"));
        Assert.Empty(_given.Faces.In("strangers"));
        var person = (await _given.Table.FindPersonAsync(_id))!;
        Assert.Equal((
            "Ann", new StoredImage("frames", $"people/{_id}", Left), "a@example.com", "2026-11-20T10:00:00.000Z"),
            (person.Name, person.Image, person.AddedBy, person.AddedAt));
        Assert.Equal($"PUT people/{_id}", _given.Faces.Written.Last());
    }

    [Fact]
    public async Task Of_several_faces_the_approved_one_is_enrolled()
    {
        var outcome = await DecidedAsync("approved", frame: [_ann, _bob]);
        Assert.Equal(
            "Enrolled: took the one of 2 faces in the frame that is where the approved one was.",
            (await EnrollAsync(outcome)).Message);
        Assert.Equal([("ann", _id)], _given.Faces.In("people"));
        Assert.Equal("bob", Assert.Single(_given.Faces.In("strangers")).Person);
    }

    [Fact]
    public async Task Running_twice_enrolls_once()
    {
        var outcome = await DecidedAsync("approved");
        await EnrollAsync(outcome);
        Assert.Equal("Enrolled before.", (await EnrollAsync(outcome)).Message);
        Assert.Single(_given.Faces.In("people"));
    }

    [Theory]
    [InlineData("IndexFaces")]
    [InlineData("SearchFaces")]
    [InlineData("DeleteFaces")]
    [InlineData("S3 PUT")]
    public async Task The_next_try_completes_what_failed_halfway(string call)
    {
        var outcome = await DecidedAsync("approved", frame: [_ann, _bob]);
        _given.Faces.FailingCall = call;
        await Assert.ThrowsAnyAsync<Exception>(() => EnrollAsync(outcome));
        await EnrollAsync(outcome);
        Assert.Equal([("ann", _id)], _given.Faces.In("people"));
        Assert.NotNull(await _given.Table.FindPersonAsync(_id));
    }

    [Fact]
    public async Task A_person_whose_face_is_gone_from_the_collection_is_indexed_again()
    {
        var outcome = await DecidedAsync("approved");
        await EnrollAsync(outcome);
        await _given.Faces.People.DeleteAsync([(await _given.Table.FindPersonAsync(_id))!.FaceId]);
        await EnrollAsync(outcome);
        Assert.Equal([("ann", _id)], _given.Faces.In("people"));
    }

    [Fact]
    public async Task A_frame_without_the_face_fails_with_a_named_error()
    {
        var outcome = await DecidedAsync("approved");
        var asked = _given.Faces.Images.Keys.Single(key => key.StartsWith("asked/", StringComparison.Ordinal));
        _given.Faces.Images[asked] = [];
        Assert.Contains(
            "finds no face",
            (await Assert.ThrowsAsync<FaceNotEnrolledException>(() => EnrollAsync(outcome))).Message,
            StringComparison.Ordinal);
        _given.Faces.Images[asked] = [_bob];
        Assert.Contains(
            "None of the 1 faces",
            (await Assert.ThrowsAsync<FaceNotEnrolledException>(() => EnrollAsync(outcome))).Message,
            StringComparison.Ordinal);
        _given.Faces.Images.TryRemove(asked, out _);
        Assert.Contains(
            "cannot be read any more",
            (await Assert.ThrowsAsync<FaceNotEnrolledException>(() => EnrollAsync(outcome))).Message,
            StringComparison.Ordinal);
        Assert.Empty(_given.Faces.In("people"));
        Assert.Equal("asked", await _given.SeeAsync("frames/b.jpg", _ann)); // The next frame asks again.
    }

    [Fact]
    public async Task The_person_who_was_shown_is_enrolled_even_if_the_camera_overwrites_the_frame()
    {
        var outcome = await DecidedAsync("approved");
        _given.Faces.Images["frames/a.jpg"] = [new("mallory", Left)];
        await EnrollAsync(outcome);
        Assert.Equal([("ann", _id)], _given.Faces.In("people"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"name":" "}""")]
    [InlineData("""{"name":7}""")]
    public async Task Without_a_name_nobody_is_enrolled(string fields)
    {
        var outcome = await DecidedAsync("approved", fields);
        await Assert.ThrowsAsync<FaceNotEnrolledException>(() => EnrollAsync(outcome));
        Assert.Empty(_given.Faces.In("people"));
    }

    [Fact]
    public async Task A_rejected_stranger_is_not_enrolled_or_asked_about_for_a_day()
    {
        await _given.Dismiss().HandleAsync(await DecidedAsync("rejected"), new LambdaContext());
        Assert.Empty(_given.Faces.In("people"));
        _given.Clock.Now += TimeSpan.FromHours(23);
        Assert.Equal("waiting", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Single(_given.Faces.Started);
        _given.Clock.Now += TimeSpan.FromHours(2);
        Assert.Equal("asked", await _given.SeeAsync("frames/c.jpg", _ann));
        Assert.Equal(2, _given.Faces.Started.Count);
        Assert.Single(_given.Faces.In("strangers"));
    }

    [Fact]
    public async Task After_an_expiry_the_next_frame_asks_again()
    {
        await _given.Dismiss().HandleAsync(await DecidedAsync("expired"), new LambdaContext());
        Assert.Empty(_given.Faces.In("strangers"));
        Assert.Equal("asked", await _given.SeeAsync("frames/b.jpg", _ann));
    }

    [Fact]
    public async Task Expired_strangers_are_deleted()
    {
        await _given.Dismiss().HandleAsync(await DecidedAsync("rejected"), new LambdaContext());
        await _given.SeeAsync("frames/b.jpg", _bob);
        await _given.Faces.Strangers.IndexAsync(new StoredImage("frames", "frames/b.jpg"), "left-behind");
        await _given.Faces.People.IndexAsync(new StoredImage("frames", "frames/b.jpg"), "frame-1");
        await _given.Faces.People.IndexAsync(new StoredImage("frames", "frames/b.jpg"), "left-by-an-enrollment");
        var person = (
            await _given.Faces.People.IndexAsync(new StoredImage("frames", "frames/b.jpg"), "a-person")).Faces[0];
        await _given.Table.PutAsync(
            new Person("a-person", "Bob", person.FaceId, new StoredImage("frames", "people/a-person"), "", ""));
        _given.Clock.Now += TimeSpan.FromHours(24.5);
        await _given.ForgetAsync();
        Assert.Equal("bob", Assert.Single(_given.Faces.In("strangers")).Person); // Its request may still wait.
        Assert.Equal([("bob", "a-person")], _given.Faces.In("people"));
    }
}
