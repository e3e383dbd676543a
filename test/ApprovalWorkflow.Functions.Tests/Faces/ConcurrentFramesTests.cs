using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Tests.Emulators;
using static ApprovalWorkflow.Functions.Tests.Faces.GivenFaces;

namespace ApprovalWorkflow.Functions.Tests.Faces;

/// <summary>Frames that are examined at once, and functions that end halfway.</summary>
[Collection(nameof(Dynalite))]
public sealed class ConcurrentFramesTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly DrawnFace _ann = new("ann", Left);
    private GivenFaces _given = null!;

    public async Task InitializeAsync() => _given = await new GivenFaces(dynalite).WithTableAsync();

    public Task DisposeAsync()
    {
        _given.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Twenty_frames_of_a_stranger_at_once_make_one_request()
    {
        var outcomes = await AtOnceAsync(20, _ => [_ann]);
        Assert.Equal("asked", Assert.Single(outcomes, outcome => outcome != "waiting"));
        Assert.Single(_given.Faces.Started);
        Assert.Single(_given.Faces.In("strangers"));
        Assert.Empty(_given.Faces.In("people"));
    }

    [Fact]
    public async Task Strangers_who_are_seen_at_once_are_a_request_each()
    {
        var outcomes = await AtOnceAsync(8, i => [new($"stranger {i}", Left)]);
        Assert.All(outcomes, outcome => Assert.Equal("asked", outcome));
        Assert.Equal(8, _given.Faces.Started.Count);
    }

    [Fact]
    public async Task Strangers_who_are_seen_at_once_are_compared_twice_however_many_they_are()
    {
        await AtOnceAsync(20, i => [new($"stranger {i}", Left)]);
        Assert.Equal(20, _given.Faces.Started.Count);
        // Each face is compared once with people, at most twice with strangers, and once more with people before the
        // request.
        Assert.InRange(_given.Faces.Calls["SearchFaces"], 60, 80);
    }

    [Fact]
    public async Task Frames_of_a_stranger_at_once_make_one_request_although_Rekognition_finds_new_faces_late()
    {
        _given.Faces.SearchableAfter = TimeSpan.FromMilliseconds(80);
        var outcomes = await AtOnceAsync(20, i => [new($"stranger {i % 2}", Left)]);
        Assert.Equal(2, outcomes.Count(outcome => outcome == "asked"));
        Assert.Equal(2, _given.Faces.Started.Count);
    }

    [Fact]
    public async Task Frames_of_a_stranger_one_after_the_other_make_one_request_although_faces_are_found_late()
    {
        _given.Faces.SearchableAfter = TimeSpan.FromMilliseconds(80);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            await Task.Delay(i * 25);
            return await _given.SeeAsync($"frames/{i}.jpg", _ann);
        }));
        Assert.Equal("asked", Assert.Single(outcomes, outcome => outcome != "waiting"));
    }

    [Fact]
    public async Task An_event_that_comes_twice_at_once_makes_one_request_and_one_mail_for_each_approver()
    {
        await _given.EnrolledAsync("bob");
        _given.Faces.Images["frames/a.jpg"] = [_ann, new("bob", Right)];
        // Lambda retries the events that failed.
        var again = (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(LooksAsync)))).Count(ok => !ok);
        _given.Clock.Now += TimeSpan.FromMinutes(1);
        for (var i = 0; i < again; i++) Assert.True(await LooksAsync());
        Assert.Single(_given.Faces.Started);
        Assert.Equal("ann", Assert.Single(_given.Faces.In("strangers")).Person);
        Assert.Equal(2, _given.Aws.Mails.Count);

        async Task<bool> LooksAsync() => await Record.ExceptionAsync(() => _given.LookAsync("frames/a.jpg")) is null;
    }

    [Fact]
    public async Task A_person_who_is_seen_once_is_mailed_about_although_the_answer_to_a_claim_was_lost()
    {
        var broken = new BrokenCalls();
        using var given = await new GivenFaces(dynalite).WithTableAsync(broken);
        await given.EnrolledAsync("ann");
        broken.LosesAnswerTo = "mailClaim";
        Assert.Equal("known", await given.SeeAsync("frames/b.jpg", _ann));
        Assert.Null(broken.LosesAnswerTo);
        Assert.Equal(2, given.Aws.Mails.Count);
    }

    [Fact]
    public async Task A_stranger_is_asked_about_although_the_answer_to_a_turn_was_lost()
    {
        var broken = new BrokenCalls { LosesAnswerTo = "asking-turns\"},\"kind" };
        using var given = await new GivenFaces(dynalite).WithTableAsync(broken);
        Assert.Equal("asked", await given.SeeAsync("frames/a.jpg", _ann));
        Assert.Null(broken.LosesAnswerTo);
    }

    [Fact]
    public async Task Several_cameras_that_see_the_same_strangers_at_once_make_a_request_each()
    {
        await AtOnceAsync(12, i => [new($"stranger {i % 3}", Left), new($"stranger {(i + 1) % 3}", Right)]);
        Assert.Equal(3, _given.Faces.Started.Count);
        Assert.Equal(
            ["stranger 0", "stranger 1", "stranger 2"],
            _given.Faces.In("strangers").Select(face => face.Person).Order());
    }

    [Fact]
    public async Task A_person_who_is_in_many_frames_at_once_causes_one_mail_for_each_approver()
    {
        await _given.EnrolledAsync("ann");
        var outcomes = await AtOnceAsync(20, _ => [_ann]);
        Assert.All(outcomes, outcome => Assert.Equal("known", outcome));
        Assert.Equal(2, _given.Aws.Mails.Count);
        Assert.Single(_given.Faces.In("people"));
    }

    [Fact]
    public async Task While_a_request_is_being_started_other_frames_of_the_stranger_wait_for_it()
    {
        await FailingAsync("StartExecution");
        Assert.Equal("waiting", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Equal("asked", await _given.LookAsync("frames/a.jpg"));
        Assert.Equal("waiting", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Single(_given.Faces.Started);
    }

    [Theory]
    [InlineData("SearchFaces")]
    [InlineData("StartExecution")]
    public async Task If_a_function_ended_before_it_asked_a_later_frame_asks_and_its_late_event_does_not(string call)
    {
        await FailingAsync(call);
        _given.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal("asked", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Equal("waiting", await _given.LookAsync("frames/a.jpg"));
        Assert.Single(_given.Faces.Started);
        Assert.Single(_given.Faces.In("strangers"));
    }

    [Fact]
    public async Task Strangers_in_many_frames_are_asked_about_once_although_strangers_are_forgotten_beside_it()
    {
        _given.Faces.Beside = _given.ForgetAsync;
        await AtOnceAsync(12, i => [new($"stranger {i % 3}", Left)]);
        Assert.Equal(3, _given.Faces.Started.Count);
        Assert.Equal(3, _given.Faces.In("strangers").Count);
    }

    [Fact]
    public async Task Somebody_who_is_enrolled_while_their_frame_is_examined_is_not_asked_about_again()
    {
        await _given.SeeAsync("frames/a.jpg", _ann);
        var (execution, _) = Assert.Single(_given.Faces.Started);
        _given.Faces.BesideCall = "S3 PUT";
        _given.Faces.Beside = async () =>
        {
            _given.Faces.Beside = null;
            await _given.Enroll().HandleAsync(
                _given.Outcome(execution, $"{Guid.NewGuid()}", "approved"), new LambdaContext());
        };
        Assert.Equal("waiting", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Single(_given.Faces.Started);
        Assert.Empty(_given.Faces.In("strangers"));
        Assert.Equal(["Detected Ann", "Detected Ann"], _given.Aws.Mails.Select(mail => mail["Subject"]));
    }

    [Fact]
    public async Task Somebody_is_not_asked_about_again_after_the_enrolment_although_their_face_is_found_late()
    {
        await _given.SeeAsync("frames/a.jpg", _ann);
        var (execution, _) = Assert.Single(_given.Faces.Started);
        _given.Faces.SearchableAfter = TimeSpan.FromMilliseconds(80);
        await _given.Enroll().HandleAsync(
            _given.Outcome(execution, $"{Guid.NewGuid()}", "approved"), new LambdaContext());
        Assert.Equal("known", await _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Single(_given.Faces.Started);
    }

    [Theory]
    [InlineData("ThrottlingException")]
    [InlineData("ProvisionedThroughputExceededException")]
    public async Task A_frame_that_Rekognition_has_no_time_for_is_examined_by_the_next_try(string error)
    {
        _given.Faces.FailsAs = error;
        await FailingAsync("IndexFaces");
        Assert.Equal("asked", await _given.LookAsync("frames/a.jpg"));
    }

    [Fact]
    public async Task If_the_mails_about_a_person_failed_the_next_frame_sends_them()
    {
        await _given.EnrolledAsync("ann");
        _given.Aws.FailingPublishes = 2;
        await Assert.ThrowsAnyAsync<Exception>(() => _given.SeeAsync("frames/b.jpg", _ann));
        Assert.Equal("known", await _given.SeeAsync("frames/c.jpg", _ann));
        Assert.Equal(2, _given.Aws.Mails.Count);
    }

    [Theory]
    [InlineData("frames/b.jpg", 1, 2)]
    [InlineData("frames/c.jpg", 0, 0)]
    [InlineData("frames/c.jpg", 1, 2)]
    public async Task If_a_function_ended_before_it_mailed_its_next_try_or_a_later_frame_does(
        string key, int minutes, int mails)
    {
        var id = await _given.EnrolledAsync("ann");
        var person = await _given.Table.FindPersonAsync(id);
        var frame = new Frame("frames", "frames/b.jpg", "e", "1", 1000, _given.Clock.Now);
        Assert.True(await _given.Table.TryClaimMailAsync(person!, $"{frame.Id}-1", _given.Clock.Now.AddSeconds(60)));
        // The next try must fail, so that there is another, while the first one may still run.
        await Assert.ThrowsAsync<MailUnderWayException>(() => _given.SeeAsync("frames/b.jpg", _ann));
        _given.Clock.Now += TimeSpan.FromMinutes(minutes);
        Assert.Equal("known", await _given.SeeAsync(key, _ann));
        Assert.Equal(mails, _given.Aws.Mails.Count);
    }

    /// <summary>Frames with these faces arrive and are examined at the same time.</summary>
    private async Task<string[]> AtOnceAsync(int count, Func<int, DrawnFace[]> faces) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(
            i => Task.Run(() => _given.SeeAsync($"frames/at once/{i}.jpg", faces(i)))));

    /// <summary>The examination of the frame a.jpg, which shows Ann, ends at a call.</summary>
    private async Task FailingAsync(string call)
    {
        _given.Faces.FailingCall = call;
        await Assert.ThrowsAnyAsync<Exception>(() => _given.SeeAsync("frames/a.jpg", _ann));
    }
}
