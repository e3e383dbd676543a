using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>The input of <c>MLApprovalProcess</c>.</summary>
public sealed record FaceInput(UnknownFace Face);

/// <summary>A face that nobody knows.</summary>
/// <param name="Key">A copy of the frame, where no camera can write.</param>
/// <param name="StrangerFaceId">In the collection of strangers.</param>
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
/// <param name="requestLife">How long a request waits at most.</param>
public sealed class StrangeFaces(
    FaceCollection strangers,
    PeopleTable table,
    ImageCopies images,
    IAmazonStepFunctions stepFunctions,
    string stateMachineArn,
    TimeSpan requestLife,
    TimeProvider clock)
{
    /// <summary>Two boxes that share this much of their area are the same face of the same frame.</summary>
    private const double SameFace = 0.5;

    /// <summary>Characters of a camera's name: place and time must fit into a mail's subject, too.</summary>
    private const int CameraLength = 30;

    /// <summary>Time for the steps after a request's end, which forget the stranger themselves.</summary>
    private static readonly TimeSpan _slack = TimeSpan.FromDays(1);

    /// <summary>The result for one face of a frame.</summary>
    private enum FaceOutcome
    {
        /// <summary>An execution asks about this face.</summary>
        Asked,

        /// <summary>An earlier event about this frame has asked.</summary>
        AskedBefore,

        /// <summary>Another face of the same person waits, or the same question was answered already.</summary>
        NotNeeded,
    }

    /// <summary>Starts a request for each stranger without a pending one.</summary>
    /// <returns>What is counted: asked, waiting, or changed if the frame has other faces by now.</returns>
    public async Task<string> AskAsync(IReadOnlyList<ImageBox> unknown, Frame frame, ILambdaContext context)
    {
        var image = await images.CopyToAskAsync(frame.Image, frame.Id);
        var indexed = (await strangers.IndexAsync(image, frame.Id)).Faces;
        var passing = indexed.Select(face => face.FaceId).ToHashSet();
        var said = "waiting";
        try
        {
            foreach (var box in unknown)
            {
                if (IndexOf(box, indexed) is not { } index)
                {
                    context.Logger.LogWarning("Frame {frame} changed while it was looked at", frame.Key);
                    return "changed";
                }
                var (faceId, itsBox) = indexed[index];
                // On failure, the collection keeps every face that may have an open request.
                passing.Remove(faceId);
                var outcome = await AskAsync(
                    new UnknownFace(
                        image.Bucket,
                        image.Key,
                        itsBox,
                        faceId,
                        frame.Key,
                        ForeignText.Cut(frame.Camera, CameraLength),
                        PlaceOf(itsBox, indexed),
                        MailTime.Utc(frame.TakenAt)),
                    $"face-{frame.Id}-{index}",
                    passing,
                    context);
                if (outcome == FaceOutcome.Asked) said = "asked";
                if (outcome == FaceOutcome.NotNeeded) passing.Add(faceId);
            }
        }
        finally
        {
            await strangers.DeleteAsync(passing);
        }
        return said;
    }

    /// <summary>Words by which requests about one picture differ, and a reader finds the face.</summary>
    private static string PlaceOf(ImageBox box, IReadOnlyList<IndexedFace> faces) => faces.Count == 1
        ? "the only face"
        : $"face {faces.Count(face => face.Box.Left < box.Left) + 1} of {faces.Count} from the left";

    /// <summary>The place of the face that is in a box, or null if none is.</summary>
    private static int? IndexOf(ImageBox box, IReadOnlyList<IndexedFace> faces)
    {
        if (faces.Count == 0) return null;
        var closest = Enumerable.Range(0, faces.Count).MaxBy(index => faces[index].Box.Overlap(box));
        return faces[closest].Box.Overlap(box) >= SameFace ? closest : null;
    }

    /// <param name="execution">The name of the execution that asks: the same for one face of one frame.</param>
    /// <param name="passing">The frame's faces that are in the collection for a comparison only.</param>
    private async Task<FaceOutcome> AskAsync(
        UnknownFace face, string execution, IReadOnlySet<string> passing, ILambdaContext context)
    {
        if (await table.FindStrangerAsync(face.StrangerFaceId) is { } noted && noted.Until > clock.GetUtcNow())
            return await AskAgainAsync(face, execution, noted);
        if (await WaitsAsSomebodyElseAsync(face, passing)) return FaceOutcome.NotNeeded;

        var until = clock.GetUtcNow() + requestLife + _slack;
        await table.PutAsync(new Stranger(face.StrangerFaceId, execution, until));
        if (!await StartAsync(face, execution))
        {
            await table.DeleteStrangerAsync(face.StrangerFaceId);
            return FaceOutcome.NotNeeded;
        }
        context.Logger.LogInformation("Asking who is in frame {frame}: {execution}", face.Frame, execution);
        return FaceOutcome.Asked;
    }

    /// <summary>
    /// The same frame indexed again has the same faces: this event came twice, or an earlier try ended between the note
    /// and the start. Starting once more is safe.
    /// </summary>
    private async Task<FaceOutcome> AskAgainAsync(UnknownFace face, string execution, Stranger noted) =>
        noted.Execution == execution && await StartAsync(face, execution)
            ? FaceOutcome.Asked
            : FaceOutcome.AskedBefore;

    /// <summary>Whether a similar face waits. Faces that no longer wait, or were never noted, are deleted.</summary>
    private async Task<bool> WaitsAsSomebodyElseAsync(UnknownFace face, IReadOnlySet<string> passing)
    {
        // A face of this frame counts once it was asked about: somebody who is in the frame twice is asked about once.
        foreach (var similar in await strangers.SearchAsync(face.StrangerFaceId))
        {
            if (passing.Contains(similar.FaceId)) continue;
            if (await table.FindStrangerAsync(similar.FaceId) is { } stranger && await WaitsAsync(stranger))
                return true;
            await strangers.DeleteAsync([similar.FaceId]);
            await table.DeleteStrangerAsync(similar.FaceId);
        }
        return false;
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
                == ExecutionStatus.RUNNING;
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
