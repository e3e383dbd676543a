namespace ApprovalWorkflow.Functions.Faces;

/// <summary>
/// Removes strangers whose time is over, and what failed tries left in both collections. A schedule runs it; more often
/// or twice at once does no harm. It may remove a face that is being looked at: then the frame is tried again or,
/// within milliseconds, a stranger is asked about twice.
/// </summary>
public sealed class ForgetStrangers(
    FaceCollection people, FaceCollection strangers, PeopleTable table, TimeProvider clock)
{
    /// <param name="input">The event of the schedule, of which nothing is needed.</param>
    public async Task<NoResult> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var forgotten = 0;
        await foreach (var face in people.ListAsync())
        {
            if (await table.HasOwnerAsync(face)) continue;
            await people.DeleteAsync([face.FaceId]);
            forgotten++;
        }
        await foreach (var face in strangers.ListAsync())
        {
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
