using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>The input of <c>MLApprovalProcess</c>.</summary>
public sealed record FaceInput(UnknownFace Face);

/// <summary>A face that nobody knows.</summary>
/// <param name="Key">The key of a copy of the frame. No camera can write there.</param>
/// <param name="StrangerFaceId">The face's id in the collection of strangers.</param>
/// <param name="Frame">The key of the frame itself.</param>
/// <param name="Camera">As a mail's subject has it.</param>
/// <param name="Place">Which of the picture's faces it is.</param>
/// <param name="SeenAt">For people: UTC.</param>
public sealed record UnknownFace(
    string Bucket,
    string Key,
    ImageBox Box,
    string StrangerFaceId,
    string Frame,
    string Camera,
    string Place,
    string SeenAt);

/// <summary>
/// Asks the approvers about strangers, once about each. A stranger's face stays in its collection while the request
/// waits, and for some time after a rejection.
/// </summary>
/// <remarks>
/// Of several frames of one stranger, one asks. Each face is in the collection before its function takes a turn, and is
/// compared again with those that had one before. Of two similar faces, the later one finds the earlier one and waits:
/// first because its function runs, then because its execution does. If a function ends in between, its event comes
/// again, or another frame asks once the function's time is over. Strangers who do not resemble each other wait only
/// until they can be compared.
/// </remarks>
/// <param name="requestLife">The longest time that a request waits.</param>
public sealed class StrangeFaces(
    FaceCollection strangers,
    PeopleTable table,
    ImageCopies images,
    IAmazonStepFunctions stepFunctions,
    string stateMachineArn,
    TimeSpan requestLife,
    TimeProvider clock)
{
    /// <summary>Two boxes of a frame show the same face if they share this much of their area.</summary>
    private const double SameFace = 0.5;

    /// <summary>Characters of a camera's name: place and time must fit into a mail's subject, too.</summary>
    private const int CameraLength = 30;

    /// <summary>Extra time for the steps after a request's end, which delete the stranger.</summary>
    private static readonly TimeSpan _slack = TimeSpan.FromDays(1);

    /// <summary>The result for one face of a frame.</summary>
    private enum FaceOutcome
    {
        /// <summary>An execution asks about this face.</summary>
        Asked,

        /// <summary>An earlier event about this frame started the request.</summary>
        AskedBefore,

        /// <summary>Another face of the same person waits, or this face's request has ended.</summary>
        NotNeeded,
    }

    /// <summary>
    /// Starts a request for each stranger without a pending one. After a failure, faces stay: they may have a request.
    /// </summary>
    /// <param name="isKnown">Whether a face is a known person's by now.</param>
    /// <returns>The metric's value: asked, waiting, or changed if the frame now has other faces.</returns>
    public async Task<string> AskAsync(
        IReadOnlyList<IndexedFace> unknown, Func<IndexedFace, Task<bool>> isKnown, Frame frame, ILambdaContext context)
    {
        if (await images.CopyToAskAsync(frame.Image, frame.ETag, frame.Id) is not { } image)
            return Changed(frame, context);
        var indexed = (await strangers.IndexAsync(image, frame.ExternalImageId)).Faces;
        var passing = indexed.Select(face => face.FaceId).ToHashSet();
        var said = "waiting";
        foreach (var face in unknown)
        {
            if (IndexOf(face.Box, indexed) is not { } index) return Changed(frame, context);
            var (faceId, itsBox) = indexed[index];
            passing.Remove(faceId);
            var outcome = await AskAsync(
                new UnknownFace(
                    image.Bucket,
                    image.Key,
                    itsBox,
                    faceId,
                    frame.Key,
                    ForeignText.Cut(ForeignText.Visible(frame.Camera), CameraLength),
                    PlaceOf(itsBox, indexed),
                    MailTime.Utc(frame.TakenAt)),
                $"face-{frame.Id}-{index}",
                passing,
                () => isKnown(face),
                context);
            if (outcome == FaceOutcome.Asked) said = "asked";
            if (outcome == FaceOutcome.NotNeeded) passing.Add(faceId);
        }
        await strangers.DeleteAsync(passing);
        return said;
    }

    /// <summary>Words by which requests about one picture differ, and a reader finds the face.</summary>
    private static string PlaceOf(ImageBox box, IReadOnlyList<IndexedFace> faces) => faces.Count == 1
        ? "the only face"
        : $"face {faces.Count(face => face.Box.Left < box.Left) + 1} of {faces.Count} from the left";

    private static string Changed(Frame frame, ILambdaContext context)
    {
        context.Logger.LogWarning("Frame {frame} changed while it was looked at", frame.Key);
        return "changed";
    }

    /// <summary>The index of the face in a box, or null if there is none.</summary>
    private static int? IndexOf(ImageBox box, IReadOnlyList<IndexedFace> faces)
    {
        if (faces.Count == 0) return null;
        var closest = Enumerable.Range(0, faces.Count).MaxBy(index => faces[index].Box.Overlap(box));
        return faces[closest].Box.Overlap(box) >= SameFace ? closest : null;
    }

    /// <param name="execution">The execution's name, which is always the same for a face of a frame.</param>
    /// <param name="passing">The frame's faces that are in the collection only for the comparison.</param>
    private async Task<FaceOutcome> AskAsync(
        UnknownFace face,
        string execution,
        IReadOnlySet<string> passing,
        Func<Task<bool>> isKnown,
        ILambdaContext context)
    {
        // This event came twice.
        if (await table.FindStrangerAsync(face.StrangerFaceId) is { } noted && await WaitsAsync(noted))
            return FaceOutcome.AskedBefore;
        if (!await DecideToAskAsync(face.StrangerFaceId, passing, context)) return FaceOutcome.NotNeeded;
        // Enrolled since the frame was compared with people, and then no stranger any more.
        if (await isKnown()) return FaceOutcome.NotNeeded;

        var stranger = new Stranger(face.StrangerFaceId, execution, clock.GetUtcNow() + requestLife + _slack);
        await table.PutAsync(stranger);
        if (!await StartAsync(face, execution))
        {
            // It may have been started for a face that is gone; then this one waits in its place.
            if (await WaitsAsync(stranger)) return FaceOutcome.AskedBefore;
            await table.DeleteStrangerAsync(face.StrangerFaceId);
            return FaceOutcome.NotNeeded;
        }
        context.Logger.LogInformation("Asking who is in frame {frame}: {execution}", face.Frame, execution);
        return FaceOutcome.Asked;
    }

    /// <summary>
    /// Decides to ask unless a similar face waits, or has an earlier turn. Then it deletes similar faces that no longer
    /// wait.
    /// </summary>
    private async Task<bool> DecideToAskAsync(string faceId, IReadOnlySet<string> passing, ILambdaContext context)
    {
        var comparedAt = clock.GetUtcNow();
        var turns = await table.TurnsAsync();
        var ended = await FindEndedAsync(faceId, passing, turns.Before(faceId, comparedAt));
        if (ended is null) return false;

        var now = clock.GetUtcNow();
        // Not from the time before the search, which may have been tried again for a while.
        var until = context.EndAfter(now);
        turns = await table.ChangeTurnsAsync(all => all.With(faceId, now, until));
        var earlier = turns.Before(faceId, now);
        var comparable = earlier.Values.Select(turn => turn.TakenAt + strangers.Settling).DefaultIfEmpty().Max();
        if (comparable > comparedAt)
        {
            // The search may have missed them.
            if (comparable > now) await Task.Delay(comparable - now);
            ended = await FindEndedAsync(faceId, passing, earlier);
            if (ended is null)
            {
                // Nobody is to wait for a face that itself waits.
                await table.ChangeTurnsAsync(all => all.Without(faceId, clock.GetUtcNow()));
                return false;
            }
        }
        await strangers.DeleteAsync(ended);
        foreach (var each in ended) await table.DeleteStrangerAsync(each);
        return true;
    }

    /// <summary>
    /// Similar faces that no longer wait. Leaves out those that were never noted: another frame is being examined, or
    /// failed.
    /// </summary>
    /// <returns>Null if a similar face waits, or has one of these turns.</returns>
    private async Task<IReadOnlyList<string>?> FindEndedAsync(
        string faceId, IReadOnlySet<string> passing, IReadOnlyDictionary<string, AskingTurn> turns)
    {
        var ended = new List<string>();
        // Also finds faces of this frame that have a request, so a person who is in it twice causes one request.
        foreach (var similar in await strangers.SearchAsync(faceId))
        {
            if (passing.Contains(similar.FaceId)) continue;
            if (turns.ContainsKey(similar.FaceId)) return null;
            if (await table.FindStrangerAsync(similar.FaceId) is not { } noted) continue;
            if (await WaitsAsync(noted)) return null;
            ended.Add(similar.FaceId);
        }
        return ended;
    }

    /// <summary>
    /// Whether a stranger starts no other request: for a time after a rejection, or while an execution asks. An
    /// execution that was stopped or failed leaves its stranger behind.
    /// </summary>
    private async Task<bool> WaitsAsync(Stranger stranger)
    {
        if (stranger.Until <= clock.GetUtcNow()) return false;
        return stranger.IsRejected
            || (await stepFunctions.FindExecutionAsync(stateMachineArn, stranger.Execution))?.Status
                == ExecutionStatus.RUNNING
            // It may have been rejected since it was read.
            || await table.FindStrangerAsync(stranger.FaceId) is { IsRejected: true };
    }

    /// <returns>False if an execution of this name has ended.</returns>
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
