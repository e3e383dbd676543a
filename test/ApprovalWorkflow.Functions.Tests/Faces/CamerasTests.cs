using System.Collections.Concurrent;
using ApprovalWorkflow.Functions.Tests.Emulators;
using static ApprovalWorkflow.Functions.Tests.Faces.GivenFaces;

namespace ApprovalWorkflow.Functions.Tests.Faces;

/// <summary>Twenty cameras, each with two frames a second, of people and strangers, while calls to AWS fail.</summary>
[Collection(nameof(Dynalite))]
public sealed class CamerasTests(Dynalite dynalite)
{
    private const int Frames = 160;
    private static readonly string[] _people = ["ann", "bob", "eve"];
    private static readonly string[] _strangers = [.. Enumerable.Range(0, 7).Select(i => $"stranger {i}")];

    [Fact]
    public async Task With_every_tenth_call_broken_each_stranger_is_asked_about_once_and_each_person_mailed_once()
    {
        var broken = new BrokenCalls(
            Breakage.Refused, Breakage.Throttled, Breakage.Late, Breakage.AnswerLost);
        using var given = await EnrolledAsync(broken);
        var counted = await ExamineAsync(given, broken);
        Assert.Equal(["asked", "known", "noFace", "waiting"], counted.Keys.Order());
        Assert.Equal(Frames, counted.Values.Sum());
        AssertAskedOnce(given);
        // Two approvers.
        Assert.Equal(_people.Length * 2 + broken.MailsSentTwice, given.Aws.Mails.Count);
        Assert.Equal(_people.Length, given.Faces.In("people").Count);
        Assert.All(Enum.GetValues<Breakage>()[..4], kind => Assert.InRange(broken.Counts[kind], 10, 1000));
    }

    [Fact]
    public async Task Also_if_functions_are_killed_no_frame_is_lost_and_no_stranger_asked_about_twice()
    {
        var broken = new BrokenCalls(
            Breakage.KilledBefore, Breakage.Refused, Breakage.KilledAfter, Breakage.AnswerLost, Breakage.Late);
        using var given = await EnrolledAsync(broken);
        var counted = await ExamineAsync(given, broken);
        Assert.Equal(Frames, counted.Values.Sum());
        AssertAskedOnce(given);
        Assert.Equal(_people, given.Aws.Mails.Select(mail => mail["Subject"]!.Split(' ')[^1]).Distinct().Order());
        Assert.InRange(broken.Counts[Breakage.KilledBefore] + broken.Counts[Breakage.KilledAfter], 10, 1000);
    }

    [Fact]
    public async Task Beyond_Rekognitions_calls_per_second_frames_take_longer_and_none_fails()
    {
        using var given = await new GivenFaces(dynalite).WithTableAsync();
        given.Faces.CallsPerSecond = 20;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(
            () => given.SeeAsync($"frames/camera {i % 20}/{i}.jpg", new DrawnFace($"stranger {i % 3}", Left)))));
        Assert.Equal(3, outcomes.Count(outcome => outcome == "asked"));
        Assert.Equal(57, outcomes.Count(outcome => outcome == "waiting"));
        Assert.Equal(3, given.Faces.Started.Count);
        Assert.InRange(given.Faces.Throttled, 60, 10_000);
    }

    private async Task<GivenFaces> EnrolledAsync(BrokenCalls broken)
    {
        var given = await new GivenFaces(dynalite).WithTableAsync(broken);
        foreach (var person in _people) await given.EnrolledAsync(person, person);
        return given;
    }

    /// <summary>
    /// Frames come every 25 ms. Like Lambda, tries failed frames again after a minute, and after two more.
    /// </summary>
    /// <returns>How many frames there were, by outcome. Those that failed three times are "dead letters".</returns>
    private static async Task<IReadOnlyDictionary<string, int>> ExamineAsync(GivenFaces given, BrokenCalls broken)
    {
        var counted = new ConcurrentDictionary<string, int>();
        IReadOnlyList<string> keys = [.. Enumerable.Range(0, Frames).Select(i => $"frames/camera {i % 20}/{i}.jpg")];
        foreach (var (key, i) in keys.Select((key, i) => (key, i))) given.Faces.Images[key] = [.. FacesIn(i)];
        broken.IsOn = true;
        foreach (var minutes in new[] { 0, 1, 2 })
        {
            given.Clock.Now += TimeSpan.FromMinutes(minutes);
            var failed = new ConcurrentQueue<string>();
            await Task.WhenAll(keys.Select(async (key, i) =>
            {
                await Task.Delay(i * 25);
                try
                {
                    var outcome = await broken.InProcessAsync(() => given.LookAsync(key));
                    counted.AddOrUpdate(outcome, 1, (_, count) => count + 1);
                }
                catch (Exception error) when (error is not Xunit.Sdk.XunitException)
                {
                    failed.Enqueue(key);
                }
            }));
            keys = [.. failed];
        }
        broken.IsOn = false;
        if (keys.Count > 0) counted["dead letters"] = keys.Count;
        return counted;
    }

    /// <summary>In turn a person, strangers, both, and nobody.</summary>
    private static IEnumerable<DrawnFace> FacesIn(int frame)
    {
        if (frame % 8 == 7) yield break;
        if (frame % 2 == 0) yield return new(_people[frame / 2 % _people.Length], Left);
        if (frame % 4 != 0) yield return new(_strangers[frame % _strangers.Length], Right);
    }

    private static void AssertAskedOnce(GivenFaces given)
    {
        var asked = given.Faces.Started.Values.Select(input =>
            JsonDocument.Parse(input).RootElement.GetProperty("face").GetProperty("strangerFaceId").GetString()!);
        Assert.Equal(_strangers, asked.Select(given.Faces.PersonOf).Order());
    }
}
