namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Another try of the same frame may still send the mail. The next try comes after that has ended.</summary>
public sealed class MailUnderWayException(string personId)
    : Exception($"Another try of this frame may be sending the mail about person {personId}.");

/// <summary>
/// Recognizes people, and mails the approvers about them. Of several frames, the first one sends the mail.
/// </summary>
/// <param name="quiet">At most one mail about a person in this time.</param>
public sealed class KnownFaces(
    FaceCollection people, PeopleTable table, DetectionMailer mailer, TimeSpan quiet, TimeProvider clock)
{
    /// <summary>Whether a face is a known person's. If it is, the approvers may get a mail.</summary>
    public async Task<bool> RecognizeAsync(IndexedFace face, Frame frame, ILambdaContext context)
    {
        foreach (var similar in await people.SearchAsync(face.FaceId))
        {
            // The similar face is of a frame that is being examined, or whose examination failed.
            if (similar.ExternalImageId.StartsWith(Frame.ExternalImageIdPrefix, StringComparison.Ordinal)) continue;
            // Without a record, enrolment is running or failed. Then the face is a stranger's.
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
        if (IsAfter(person.DetectedAt, now - quiet)) return;
        if (IsAfter(person.MailUntil, now))
        {
            // Of several frames at once, one sends the mail. If its function ends before that, its next try sends it.
            if (person.MailClaim?.StartsWith(frame.Id, StringComparison.Ordinal) is not true) return;
            throw new MailUnderWayException(person.Id);
        }
        var claim = $"{frame.Id}-{Guid.NewGuid():N}";
        if (!await table.TryClaimMailAsync(person, claim, context.EndAfter(now))) return;
        DateTimeOffset? sentAt = null;
        try
        {
            await mailer.SendAsync(person, frame, now, context);
            sentAt = now;
        }
        finally
        {
            await table.EndMailAsync(person.Id, claim, sentAt);
        }
    }

    private static bool IsAfter(string? time, DateTimeOffset other) =>
        string.CompareOrdinal(time, Timestamps.From(other)) > 0;
}
