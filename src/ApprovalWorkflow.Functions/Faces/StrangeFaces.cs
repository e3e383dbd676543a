using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>The input of <c>MLApprovalProcess</c>.</summary>
public sealed record FaceInput(UnknownFace Face);

/// <summary>A face that nobody knows.</summary>
/// <param name="Box">Where in the frame.</param>
/// <param name="StrangerFaceId">In the collection of strangers.</param>
/// <param name="Frame">See <see cref="Frame.Id"/>.</param>
public sealed record UnknownFace(string Bucket, string Key, ImageBox Box, string StrangerFaceId, string Frame);

/// <summary>
/// Asks the approvers about strangers, once about each: a stranger's face is kept in a collection of its own while a
/// request waits, and for some time after a rejection.
/// </summary>
/// <param name="requestLife">How long a request waits at most.</param>
public sealed class StrangeFaces(
    FaceCollection strangers,
    PeopleTable table,
    IAmazonStepFunctions stepFunctions,
    string stateMachineArn,
    TimeSpan requestLife,
    TimeProvider clock)
{
    /// <summary>Two boxes that share this much of their area are the same face of the same frame.</summary>
    private const double SameFace = 0.5;

    /// <summary>What follows a request's end takes time, too, and forgets the stranger itself.</summary>
    private static readonly TimeSpan _slack = TimeSpan.FromDays(1);

    /// <summary>Starts a request for each stranger of whom none waits.</summary>
    /// <param name="unknown">Their places in <paramref name="seen"/>.</param>
    /// <param name="seen">All faces of the frame.</param>
    /// <returns>How many requests wait for this frame's sake.</returns>
    public async Task<int> AskAsync(
        IReadOnlyList<int> unknown, IReadOnlyList<IndexedFace> seen, Frame frame, ILambdaContext context)
    {
        var asked = 0;
        var marks = (await strangers.IndexAsync(frame.Image, frame.Id)).Faces;
        var kept = new HashSet<string>();
        try
        {
            foreach (var place in unknown)
            {
                var mark = marks.MaxBy(each => each.Box.Overlap(seen[place].Box));
                if (mark is null || mark.Box.Overlap(seen[place].Box) < SameFace) continue;
                var face = new UnknownFace(frame.Bucket, frame.Key, mark.Box, mark.FaceId, frame.Id);
                var (isAsked, keeps) = await AskAsync(face, $"face-{frame.Id}-{place}", marks, context);
                if (isAsked) asked++;
                if (keeps) kept.Add(mark.FaceId);
            }
        }
        finally
        {
            await strangers.DeleteAsync(marks.Select(mark => mark.FaceId).Where(faceId => !kept.Contains(faceId)));
        }
        return asked;
    }

    private async Task<(bool Asked, bool Keeps)> AskAsync(
        UnknownFace face, string execution, IReadOnlyList<IndexedFace> marks, ILambdaContext context)
    {
        var now = clock.GetUtcNow();
        // The same frame indexed again has the same faces: this event comes twice, or an earlier try of it ended between
        // the note and the start, which repeats itself safely.
        if (await table.FindStrangerAsync(face.StrangerFaceId) is { } noted && noted.Until > now)
            return (noted.Execution == execution && await StartAsync(face, execution), true);
        foreach (var similar in await strangers.SearchAsync(face.StrangerFaceId))
        {
            if (marks.Any(mark => mark.FaceId == similar.FaceId)) continue;
            var stranger = await table.FindStrangerAsync(similar.FaceId);
            if (stranger is not null && stranger.Until > now) return (false, false);
            // Its time is over, or a try ended before it was noted.
            await strangers.DeleteAsync([similar.FaceId]);
            await table.DeleteStrangerAsync(similar.FaceId);
        }
        await table.PutAsync(new Stranger(face.StrangerFaceId, execution, now + requestLife + _slack));
        var started = await StartAsync(face, execution);
        if (started) context.Logger.LogInformation("Asking who is in frame {frame}: {execution}", face.Key, execution);
        else await table.DeleteStrangerAsync(face.StrangerFaceId);
        return (started, started);
    }

    /// <returns>False if the same was asked before and has ended.</returns>
    private async Task<bool> StartAsync(UnknownFace face, string execution)
    {
        try
        {
            await stepFunctions.StartExecutionAsync(new StartExecutionRequest
            {
                StateMachineArn = stateMachineArn,
                Name = execution,
                Input = JsonSerializer.Serialize(new FaceInput(face), FunctionsJson.Default.FaceInput),
            });
            return true;
        }
        catch (ExecutionAlreadyExistsException)
        {
            return false;
        }
    }
}
