using Amazon.Lambda.S3Events;
using Amazon.Rekognition;
using Amazon.Rekognition.Model;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>
/// Examines each new frame: mails the approvers about known people, and asks about strangers. Frames are examined in
/// parallel. Lambda retries a failed event. A frame that was examined before starts nothing new.
/// </summary>
public sealed class RecognizeFace(
    FaceCollection people, PeopleTable table, KnownFaces known, StrangeFaces strange, TimeProvider clock)
{
    /// <summary>How long a frame's faces stay if its examination fails. Each try renews it.</summary>
    private static readonly TimeSpan _inUse = TimeSpan.FromHours(1);

    public async Task<NoResult> HandleAsync(S3Event input, ILambdaContext context)
    {
        foreach (var record in input.Records ?? [])
        {
            var frame = Frame.Of(record);
            var outcome = await LookAtAsync(frame, context);
            // The metric counts this.
            context.Logger.LogInformation(
                "Frame {frame} of {bytes} bytes: {frameOutcome}", frame.Key, frame.Size, outcome);
        }
        return new NoResult();
    }

    private async Task<string> LookAtAsync(Frame frame, ILambdaContext context)
    {
        if (frame.Size == 0) return "empty";
        if (frame.Size > Frame.SizeLimit) return "tooLarge";
        await table.NoteInUseAsync(frame.ExternalImageId, clock.GetUtcNow() + _inUse);
        IndexedFaces seen;
        try
        {
            // Only for the comparison: Rekognition compares single faces of a frame within a collection.
            seen = await people.IndexAsync(frame.Image, frame.ExternalImageId);
        }
        catch (AmazonRekognitionException error) when (Unreadable(error) is { } outcome)
        {
            if (error is InvalidS3ObjectException)
                context.Logger.LogWarning("Frame {frame} cannot be read: {reason}", frame.Key, error.Message);
            return outcome;
        }
        if (seen.Faces.Count == 0) return seen.TooPoor > 0 ? "tooPoor" : "noFace";

        Task<bool> IsKnownAsync(IndexedFace face) => known.RecognizeAsync(face, frame, context);
        try
        {
            var strangers = new List<IndexedFace>();
            foreach (var face in seen.Faces)
                if (!await IsKnownAsync(face)) strangers.Add(face);
            return strangers.Count == 0 ? "known" : await strange.AskAsync(strangers, IsKnownAsync, frame, context);
        }
        finally
        {
            await people.DeleteAsync(seen.Faces.Select(face => face.FaceId));
        }
    }

    /// <summary>The metric's value if Rekognition cannot read a frame; null for any other error.</summary>
    private static string? Unreadable(AmazonRekognitionException error) => error switch
    {
        InvalidImageFormatException => "notAnImage",
        ImageTooLargeException => "tooLarge",
        // Less than 80 pixels in height or width.
        InvalidParameterException => "tooSmall",
        // Deleted before it was examined. A missing permission reads the same.
        InvalidS3ObjectException => "gone",
        _ => null,
    };
}
