using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>The input of <c>MLApprovalProcess</c>.</summary>
public sealed record FaceInput(UnknownFace Face);

/// <summary>An unknown face.</summary>
/// <param name="Key">The key of a copy of the frame. No camera can write there.</param>
/// <param name="StrangerFaceId">The face's id in the collection of strangers.</param>
/// <param name="Frame">The key of the frame itself.</param>
/// <param name="Camera">The camera's name, cut to fit a mail's subject.</param>
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
/// <param name="requestLife">The longest time that a request waits.</param>
public sealed class StrangeFaces(
    FaceCollection strangers,
    PeopleTable table,
    StrangersInTurn inTurn,
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

    /// <summary>Says which face of the picture is meant, so requests about one picture differ.</summary>
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
        // An earlier event about this frame asked already.
        if (await table.FindStrangerAsync(face.StrangerFaceId) is { } noted && await inTurn.WaitsAsync(noted))
            return FaceOutcome.AskedBefore;
        if (!await inTurn.DecideToAskAsync(face.StrangerFaceId, passing, context)) return FaceOutcome.NotNeeded;
        // Somebody who was enrolled in the meantime is no stranger any more.
        if (await isKnown()) return FaceOutcome.NotNeeded;

        var stranger = new Stranger(face.StrangerFaceId, execution, clock.GetUtcNow() + requestLife + _slack);
        await table.PutAsync(stranger);
        if (!await StartAsync(face, execution))
        {
            // If the execution was started for an earlier face that is gone, this face waits in its place.
            if (await inTurn.WaitsAsync(stranger)) return FaceOutcome.AskedBefore;
            await table.DeleteStrangerAsync(face.StrangerFaceId);
            return FaceOutcome.NotNeeded;
        }
        context.Logger.LogInformation("Asking who is in frame {frame}: {execution}", face.Frame, execution);
        return FaceOutcome.Asked;
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
