using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>The input of <c>MLApprovalProcess</c>.</summary>
public sealed record FaceInput(UnknownFace Face);

/// <summary>A face that nobody knows.</summary>
/// <param name="Key">A copy of the frame, where no camera can write.</param>
/// <param name="Box">Where in the frame.</param>
/// <param name="StrangerFaceId">In the collection of strangers.</param>
/// <param name="Frame">The key of the frame itself.</param>
public sealed record UnknownFace(string Bucket, string Key, ImageBox Box, string StrangerFaceId, string Frame);

/// <summary>
/// Asks the approvers about strangers, once about each: a stranger's face is kept in a collection of its own while a
/// request waits, and for some time after a rejection.
/// </summary>
/// <param name="requestLife">How long a request waits at most.</param>
public sealed class StrangeFaces(
    FaceCollection strangers,
    PeopleTable table,
    FaceImages images,
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
    /// <param name="unknown">Where in the frame they are.</param>
    /// <returns>What is counted: asked, waiting, or changed if the frame has other faces by now.</returns>
    public async Task<string> AskAsync(IReadOnlyList<ImageBox> unknown, Frame frame, ILambdaContext context)
    {
        var image = await images.CopyToAskAsync(frame);
        var marks = (await strangers.IndexAsync(image, frame.Id)).Faces;
        var kept = new HashSet<string>();
        var outcome = "waiting";
        try
        {
            foreach (var box in unknown)
            {
                var place = marks.Select((mark, index) => (mark, index))
                    .OrderByDescending(each => each.mark.Box.Overlap(box)).FirstOrDefault();
                if (place.mark is null || place.mark.Box.Overlap(box) < SameFace)
                {
                    context.Logger.LogWarning("Frame {frame} changed while it was looked at", frame.Key);
                    return "changed";
                }
                var face = new UnknownFace(image.Bucket, image.Key, place.mark.Box, place.mark.FaceId, frame.Key);
                // The marks that stay are those of strangers who wait. Failing halfway, all that may wait do.
                kept.Add(place.mark.FaceId);
                var (isAsked, keeps) = await AskAsync(face, $"face-{frame.Id}-{place.index}", marks, kept, context);
                if (isAsked) outcome = "asked";
                if (!keeps) kept.Remove(place.mark.FaceId);
            }
        }
        finally
        {
            await strangers.DeleteAsync(marks.Select(mark => mark.FaceId).Where(faceId => !kept.Contains(faceId)));
        }
        return outcome;
    }

    private async Task<(bool Asked, bool Keeps)> AskAsync(
        UnknownFace face,
        string execution,
        IReadOnlyList<IndexedFace> marks,
        HashSet<string> kept,
        ILambdaContext context)
    {
        var now = clock.GetUtcNow();
        // The same frame indexed again has the same faces: this event comes twice, or an earlier try of it ended
        // between the note and the start, which repeats itself safely.
        if (await table.FindStrangerAsync(face.StrangerFaceId) is { } noted && noted.Until > now)
            return (noted.Execution == execution && await StartAsync(face, execution), true);
        foreach (var similar in await strangers.SearchAsync(face.StrangerFaceId))
        {
            // Somebody who is in the frame twice is asked about once.
            if (marks.Any(mark => mark.FaceId == similar.FaceId) && !kept.Contains(similar.FaceId)) continue;
            if (await table.FindStrangerAsync(similar.FaceId) is { } stranger && await WaitsAsync(stranger, now))
                return (false, false);
            // Its time is over, or a try ended before it was noted.
            await strangers.DeleteAsync([similar.FaceId]);
            await table.DeleteStrangerAsync(similar.FaceId);
        }
        await table.PutAsync(new Stranger(face.StrangerFaceId, execution, now + requestLife + _slack));
        var started = await StartAsync(face, execution);
        if (!started) await table.DeleteStrangerAsync(face.StrangerFaceId);
        else context.Logger.LogInformation("Asking who is in frame {frame}: {execution}", face.Frame, execution);
        return (started, started);
    }

    /// <summary>
    /// Whether a stranger starts no other request: for a time after a rejection, or while an execution asks. One that
    /// was stopped or failed leaves its stranger behind.
    /// </summary>
    private async Task<bool> WaitsAsync(Stranger stranger, DateTimeOffset now)
    {
        if (stranger.Until <= now) return false;
        if (stranger.IsRejected) return true;
        try
        {
            var execution = await stepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest
            {
                ExecutionArn = $"{stateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}"
                    + $":{stranger.Execution}",
            });
            return execution.Status == ExecutionStatus.RUNNING;
        }
        catch (ExecutionDoesNotExistException)
        {
            return false;
        }
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
