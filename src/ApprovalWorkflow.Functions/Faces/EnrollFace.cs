using Amazon.Rekognition.Model;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Images;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>An approved face cannot be enrolled. The message says why. Retries do not help.</summary>
public sealed class FaceNotEnrolledException(string message) : Exception(message);

/// <summary>
/// The step after a stranger was approved: adds the face to the collection of people, with the request's id as
/// ExternalImageId, and the name to the table. Safe to run again: it deletes the faces of an earlier try, and changes
/// nothing about an enrolled person.
/// </summary>
public sealed class EnrollFace(
    FaceCollection people, FaceCollection strangers, PeopleTable table, ImageCopies images, TimeProvider clock)
{
    /// <summary>A box that overlaps the approved face's less than this is another face's.</summary>
    private const double Resemblance = 0.3;

    /// <exception cref="FaceNotEnrolledException">
    /// The frame is gone or Rekognition accepts none of its faces, or the approval has no name.
    /// </exception>
    public async Task<ProcessedOutcome> HandleAsync(ApprovalOutcome outcome, ILambdaContext context)
    {
        var (input, approval) = outcome;
        var face = input.Deserialize(FunctionsJson.Default.FaceInput)!.Face;
        string said;
        try
        {
            said = await IsEnrolledAsync(approval.Id)
                ? "Enrolled before."
                : $"Enrolled: {await EnrollAsync(face, approval, NameIn(approval))}";
        }
        catch (FaceNotEnrolledException)
        {
            // The next frame asks again.
            await ForgetAsync(face);
            throw;
        }
        await ForgetAsync(face);
        context.Logger.LogInformation("Request {approvalId}: {said}", approval.Id, said);
        return new ProcessedOutcome(said, input, approval);
    }

    private async Task ForgetAsync(UnknownFace face)
    {
        await strangers.DeleteAsync([face.StrangerFaceId]);
        await table.DeleteStrangerAsync(face.StrangerFaceId);
    }

    private static string NameIn(ApprovalResult approval)
    {
        var name = approval.Fields.ValueKind == JsonValueKind.Object
            && approval.Fields.TryGetProperty("name", out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        return Person.ProblemOf(name) is { } problem
            ? throw new FaceNotEnrolledException($"The field name {problem}")
            : name!.Trim();
    }

    private async Task<bool> IsEnrolledAsync(string id) =>
        await table.FindPersonAsync(id) is { } person && await people.HasAsync(person.FaceId);

    /// <returns>The id of the enrolled face.</returns>
    private async Task<string> EnrollAsync(UnknownFace face, ApprovalResult approval, string name)
    {
        var frame = new StoredImage(face.Bucket, face.Key, face.Box);
        IndexedFaces indexed;
        await table.NoteInUseAsync(approval.Id, clock.GetUtcNow().AddDays(1));
        try
        {
            indexed = await people.IndexAsync(frame, approval.Id);
        }
        catch (Exception error) when (error is InvalidS3ObjectException or InvalidImageFormatException)
        {
            throw new FaceNotEnrolledException($"The frame {face.Frame} cannot be read any more: {error.Message}");
        }
        if (indexed.Faces.Count == 0)
            throw new FaceNotEnrolledException(
                $"Rekognition finds no face in the frame {face.Frame} any more that it would take.");
        var taken = indexed.Faces.MaxBy(each => each.Box.Overlap(face.Box))!;
        if (taken.Box.Overlap(face.Box) < Resemblance)
        {
            await people.DeleteAsync(indexed.Faces.Select(each => each.FaceId));
            throw new FaceNotEnrolledException(
                $"None of the {indexed.Faces.Count} faces that Rekognition finds now is where the approved one was.");
        }
        // Other faces of the frame, and those of an earlier try, have the same ExternalImageId.
        foreach (var each in indexed.Faces)
        {
            var earlier = await people.SearchAsync(each.FaceId);
            await people.DeleteAsync(earlier
                .Where(similar => similar.ExternalImageId == approval.Id && similar.FaceId != taken.FaceId)
                .Select(similar => similar.FaceId)
                .Concat(each == taken ? [] : [each.FaceId]));
        }
        await table.PutAsync(new Person(
            approval.Id,
            name,
            taken.FaceId,
            await images.CopyToKeepAsync(frame with { Box = taken.Box }, approval.Id),
            Timestamps.From(clock.GetUtcNow()),
            approval.DecidedBy));
        // Until then, the stranger's face keeps frames of this person from starting requests.
        await Task.Delay(people.Settling);
        return indexed.Faces.Count == 1
            ? "took the only face in the frame."
            : $"took the one of {indexed.Faces.Count} faces in the frame that is where the approved one was.";
    }
}
