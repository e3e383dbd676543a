namespace ApprovalWorkflow.Functions.Faces;

/// <summary>
/// Deletes expired faces of strangers, and faces that failed invocations left in both collections. A schedule runs it.
/// Extra and concurrent runs are safe.
/// </summary>
public sealed class ForgetStrangers(
    FaceCollection people, FaceCollection strangers, PeopleTable table, TimeProvider clock)
{
    /// <param name="input">The event of the schedule, which is not used.</param>
    public async Task<NoResult> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var forgotten = 0;
        await foreach (var face in people.ListAsync())
        {
            if (await table.HasOwnerAsync(face, clock.GetUtcNow())) continue;
            await people.DeleteAsync([face.FaceId]);
            forgotten++;
        }
        await foreach (var face in strangers.ListAsync())
        {
            // First, because a frame's faces are noted as strangers while they are in use.
            if (await table.HasOwnerAsync(face, clock.GetUtcNow())) continue;
            var stranger = await table.FindStrangerAsync(face.FaceId);
            if (stranger?.Until > clock.GetUtcNow()) continue;
            await strangers.DeleteAsync([face.FaceId]);
            await table.DeleteStrangerAsync(face.FaceId);
            forgotten++;
        }
        context.Logger.LogInformation("Forgot {forgotten} faces", forgotten);
        return new NoResult();
    }
}
