namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Recognizes people, and mails the approvers about them.</summary>
/// <param name="quiet">At most one mail about a person in this time.</param>
public sealed class KnownFaces(
    FaceCollection people, PeopleTable table, DetectionMailer mailer, TimeSpan quiet, TimeProvider clock)
{

    /// <summary>Whether a face is a known person's. If it is, the approvers may get a mail.</summary>
    public async Task<bool> RecognizeAsync(
        IndexedFace face, IReadOnlyList<IndexedFace> seen, Frame frame, ILambdaContext context)
    {
        foreach (var similar in await people.SearchAsync(face.FaceId))
        {
            if (similar.ExternalImageId.StartsWith(Frame.ExternalImageIdPrefix, StringComparison.Ordinal))
            {
                // Left by a failed invocation, because only one frame is examined at a time.
                if (seen.All(other => other.FaceId != similar.FaceId)) await people.DeleteAsync([similar.FaceId]);
                continue;
            }
            // Without a record, enrolment is running or failed: then it is a stranger.
            if (await table.FindPersonAsync(similar.ExternalImageId) is not { } person) continue;
            await TellAsync(person, frame, context);
            return true;
        }
        return false;
    }

    private async Task TellAsync(Person person, Frame frame, ILambdaContext context)
    {
        var now = clock.GetUtcNow();
        context.Logger.LogInformation("Frame {frame} shows {person}", frame.Key, person.Id);
        var since = Timestamps.From(now - quiet);
        if (person.DetectedAt is { } last && string.CompareOrdinal(last, since) > 0) return;
        // The mail comes first: if one of the two fails, a second mail is better than none.
        await mailer.SendAsync(person, frame, now, context);
        await table.NoteDetectedAsync(person.Id, now);
    }
}
