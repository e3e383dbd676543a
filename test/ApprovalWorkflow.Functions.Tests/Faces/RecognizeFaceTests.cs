using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;
using static ApprovalWorkflow.Functions.Tests.Faces.GivenFaces;

namespace ApprovalWorkflow.Functions.Tests.Faces;

[Collection(nameof(Dynalite))]
public sealed class RecognizeFaceTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly DrawnFace _ann = new("ann", Left);
    private static readonly DrawnFace _bob = new("bob", Right);
    private GivenFaces _given = null!;

    public async Task InitializeAsync() => _given = await new GivenFaces(dynalite).WithTableAsync();

    public Task DisposeAsync()
    {
        _given.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_stranger_starts_one_request_with_image_and_place()
    {
        Assert.Equal("asked", await _given.SeeAsync("frames/front door/größe+1.jpg", _ann));
        var (name, input) = Assert.Single(_given.Faces.Started);
        Assert.Matches("^face-[0-9a-f]{32}-0$", name);
        Assert.Contains("\"bucket\":\"frames\",\"key\":\"asked/", input, StringComparison.Ordinal);
        Assert.Contains("\"box\":{\"left\":0.125", input, StringComparison.Ordinal);
        Assert.Contains(
            "\"frame\":\"frames/front door/gr\\u00F6\\u00DFe\\u002B1.jpg\"", input, StringComparison.Ordinal);
        Assert.EndsWith(
            "\"camera\":\"front door\",\"place\":\"the only face\",\"seenAt\":\"2026-11-20 07:00:00 UTC\"}}",
            input,
            StringComparison.Ordinal);
        Assert.Empty(_given.Faces.In("people"));
        Assert.Single(_given.Faces.In("strangers"));
        Assert.Empty(_given.Aws.Mails);
    }

    [Fact]
    public async Task Ten_copies_of_a_frame_make_one_request()
    {
        for (var i = 0; i < 10; i++) await _given.SeeAsync($"frames/{i}.jpg", _ann);
        Assert.Single(_given.Faces.Started);
        Assert.Single(_given.Faces.In("strangers"));
    }

    [Fact]
    public async Task An_event_that_comes_twice_starts_nothing_twice()
    {
        await _given.SeeAsync("frames/a.jpg", _ann);
        await _given.LookAsync("frames/a.jpg");
        Assert.Single(_given.Faces.Started);
        Assert.Single(_given.Faces.In("strangers"));
    }

    [Theory]
    [InlineData("IndexFaces", false)]
    [InlineData("SearchFaces", false)]
    [InlineData("DeleteFaces", false)]
    [InlineData("S3 PUT", false)]
    [InlineData("StartExecution", false)]
    [InlineData("IndexFaces", true)]
    [InlineData("DeleteFaces", true)]
    [InlineData("S3 PUT", true)]
    [InlineData("StartExecution", true)]
    public async Task The_next_try_completes_an_event_that_failed_halfway(string call, bool afterwards)
    {
        _given.Faces.Images["frames/a.jpg"] = [_ann];
        (_given.Faces.FailingCall, _given.Faces.FailsAfterwards) = (call, afterwards);
        await Assert.ThrowsAnyAsync<Exception>(() => _given.LookAsync("frames/a.jpg"));
        await _given.LookAsync("frames/a.jpg");
        Assert.Single(_given.Faces.Started);
        await _given.SeeAsync("frames/b.jpg", _ann);
        Assert.Single(_given.Faces.Started);
        Assert.Empty(_given.Faces.In("people"));
        Assert.Single(_given.Faces.In("strangers"));
    }

    [Theory]
    [InlineData("IndexFaces", 1)]
    [InlineData("SearchFaces", 3)]
    [InlineData("StartExecution", 1)]
    [InlineData("DeleteFaces", 0)]
    public async Task Strangers_who_are_forgotten_beside_it_are_asked_about_once(string call, int after)
    {
        await _given.SeeAsync("frames/other.jpg", new DrawnFace("eve", Left));
        _given.Faces.Beside = _given.ForgetAsync;
        _given.Faces.Images["frames/a.jpg"] = [_ann, _bob];
        (_given.Faces.FailingCall, _given.Faces.FailsAfter) = (call, after);
        await Assert.ThrowsAnyAsync<Exception>(() => _given.LookAsync("frames/a.jpg"));
        await _given.LookAsync("frames/a.jpg");
        await _given.SeeAsync("frames/b.jpg", _ann, _bob);
        Assert.Equal(3, _given.Faces.Started.Count);
        Assert.Equal(["ann", "bob", "eve"], _given.Faces.In("strangers").Select(face => face.Person).Order());
        Assert.Empty(_given.Faces.In("people"));
    }

    [Fact]
    public async Task A_face_that_is_gone_while_its_execution_asks_is_not_asked_about_again()
    {
        await _given.SeeAsync("frames/a.jpg", _ann);
        var (name, input) = Assert.Single(_given.Faces.Started);
        var faceId = Given.Json(input).GetProperty("face").GetProperty("strangerFaceId").GetString()!;
        await _given.Faces.Strangers.DeleteAsync([faceId]);
        await _given.Table.DeleteStrangerAsync(faceId);
        Assert.Equal("waiting", await _given.LookAsync("frames/a.jpg"));
        Assert.Equal("waiting", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Equal(name, Assert.Single(_given.Faces.Started).Key);
    }

    [Fact]
    public async Task What_was_asked_about_never_changes()
    {
        await _given.SeeAsync("frames/a.jpg", _ann);
        var asked = _given.Faces.Images.Single(image => image.Key.StartsWith("asked/", StringComparison.Ordinal));
        // Somebody else is put under the same key, and the first event comes again.
        _given.Faces.Images["frames/a.jpg"] = [new("mallory", Left)];
        _given.Faces.ETags["frames/a.jpg"] = "f";
        await _given.LookAsync("frames/a.jpg");
        Assert.Equal(asked.Value, _given.Faces.Images[asked.Key]);
        Assert.Single(_given.Faces.Started);
    }

    [Fact]
    public async Task A_frame_that_was_replaced_before_it_was_copied_asks_nobody()
    {
        _given.Faces.ETags["frames/a.jpg"] = "f";
        Assert.Equal("changed", await _given.SeeAsync("frames/a.jpg", _ann));
        Assert.Empty(_given.Faces.Started);
        Assert.Equal("asked", await _given.LookAsync("frames/a.jpg", eTag: "f"));
    }

    [Fact]
    public async Task A_copy_is_stored_as_the_image_that_it_is()
    {
        await _given.EnrolledAsync("ann");
        Assert.Equal(["asked", "people"], _given.Faces.Types.Keys.Select(key => key.Split('/')[0]).Order());
        Assert.All(_given.Faces.Types.Values, type => Assert.Equal("image/jpeg", type));
    }

    [Fact]
    public async Task A_person_who_is_in_a_frame_twice_causes_one_request()
    {
        Assert.Equal("asked", await _given.SeeAsync("frames/a.jpg", _ann, _ann with { Box = Right }));
        Assert.Single(_given.Faces.Started);
        Assert.Single(_given.Faces.In("strangers"));
    }

    [Fact]
    public async Task The_same_photo_put_there_again_after_its_request_ended_asks_again()
    {
        await _given.SeeAsync("frames/a.jpg", _ann);
        var execution = _given.Faces.Started.Keys.Single();
        await _given.Dismiss().HandleAsync(_given.Outcome(execution, "1", "expired"), new LambdaContext());
        _given.Faces.End(execution);
        Assert.Equal("waiting", await _given.LookAsync("frames/a.jpg")); // The old event, late.
        Assert.Empty(_given.Faces.In("strangers"));
        Assert.Equal("asked", await _given.LookAsync("frames/a.jpg", sequencer: "2"));
    }

    [Fact]
    public async Task A_stranger_of_a_stopped_execution_is_asked_about_again()
    {
        await _given.SeeAsync("frames/a.jpg", _ann);
        _given.Faces.End(_given.Faces.Started.Keys.Single());
        _given.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal("asked", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Equal(2, _given.Faces.Started.Count);
        Assert.Single(_given.Faces.In("strangers"));
    }

    [Fact]
    public async Task Several_strangers_in_a_frame_are_a_request_each()
    {
        Assert.Equal("asked", await _given.SeeAsync("frames/a.jpg", _bob, _ann));
        Assert.Equal(
            ["a.jpg: face 1 of 2 from the left", "a.jpg: face 2 of 2 from the left"],
            _given.Faces.Started.Values.Select(each => Given.Json(each).GetProperty("face")).Select(
                face => $"{face.GetProperty("camera").GetString()}: {face.GetProperty("place").GetString()}").Order());
        Assert.Equal(["ann", "bob"], _given.Faces.In("strangers").Select(face => face.Person).Order());
        Assert.Equal("waiting", await _given.SeeAsync("frames/b.jpg", _bob with { Box = Left }));
    }

    [Fact]
    public async Task A_known_person_causes_one_mail_in_the_quiet_period()
    {
        var id = await _given.EnrolledAsync("ann");
        Assert.Equal("known", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Equal("known", await _given.SeeAsync("frames/c.jpg", _ann));
        Assert.Equal(["Detected Ann", "Detected Ann"], _given.Aws.Mails.Select(mail => mail["Subject"]));
        Assert.All(
            _given.Aws.Mails,
            mail => Assert.Contains(
                "At 2026-11-20 07:00:00 UTC (3 hours ago), in", mail["Message"], StringComparison.Ordinal));
        Assert.Equal(
            ["a@example.com", "b@example.com"],
            _given.Aws.Mails.Select(mail => mail["MessageAttributes.entry.1.Value.StringValue"]).Order());
        _given.Clock.Now += TimeSpan.FromHours(1);
        await _given.SeeAsync("frames/d.jpg", _ann);
        Assert.Equal(4, _given.Aws.Mails.Count);
        Assert.Empty(_given.Faces.Started);
        Assert.Equal([("ann", id)], _given.Faces.In("people"));
    }

    [Fact]
    public async Task No_name_or_key_begins_a_line_of_the_mail_about_a_person()
    {
        var id = await _given.EnrolledAsync("ann");
        // Before such names were refused.
        await _given.Table.RenameAsync(id, "Ann\u2028\u2028Your password has expired\nApprove: x");
        await _given.SeeAsync("frames/cam1/x.jpg\n\nApprove: x\u0085Approve: y", _ann);
        var text = _given.Aws.Mails.First()["Message"]!;
        Assert.Contains(
            "    Ann⟨U+2028⟩⟨U+2028⟩Your password has expired\n    Approve: x\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "    frames/cam1/x.jpg\n    \n    Approve: x⟨U+0085⟩Approve: y\n", text, StringComparison.Ordinal);
        Assert.All(
            text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Contains(": x", StringComparison.Ordinal)),
            line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_known_person_and_a_stranger_in_one_frame_are_told_apart()
    {
        await _given.EnrolledAsync("ann");
        Assert.Equal("asked", await _given.SeeAsync("frames/b.jpg", _ann, _bob));
        Assert.Single(_given.Faces.Started);
        Assert.Equal("bob", Assert.Single(_given.Faces.In("strangers")).Person);
        Assert.Equal(2, _given.Aws.Mails.Count);
    }

    [Fact]
    public async Task A_mail_that_fails_is_sent_by_the_next_try()
    {
        await _given.EnrolledAsync("ann");
        _given.Aws.FailingPublishes = 2;
        await Assert.ThrowsAnyAsync<Exception>(() => _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Equal("known", await _given.LookAsync("frames/b.jpg"));
        Assert.Equal(2, _given.Aws.Mails.Count);
        Assert.Single(_given.Faces.In("people"));
    }

    [Theory]
    [InlineData("noFace")]
    [InlineData("tooPoor", "blurred")]
    [InlineData("tooSmall", "tiny")]
    public async Task A_frame_without_a_clear_face_starts_nothing(string outcome, params string[] faces)
    {
        Assert.Equal(
            outcome, await _given.SeeAsync("frames/a.jpg", [.. faces.Select(face => new DrawnFace(face, Left))]));
        Assert.Empty(_given.Faces.Started);
    }

    [Fact]
    public async Task Other_objects_than_frames_are_counted_and_left()
    {
        Assert.Equal("notAnImage", await _given.SeeAsync("frames/a.txt", null));
        Assert.Equal("gone", await _given.LookAsync("frames/deleted.jpg"));
        Assert.Equal("empty", await _given.LookAsync("frames/empty.jpg", size: 0));
        Assert.Equal("tooLarge", await _given.LookAsync("frames/large.jpg", size: 20 * 1024 * 1024));
        Assert.Empty(_given.Faces.Started);
    }
}
