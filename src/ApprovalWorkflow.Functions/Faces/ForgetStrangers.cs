using System.Text.Json;
using Amazon.Lambda.Core;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>
/// Takes faces out of the collection of strangers whose time is over, and those that a failed try left there. Runs by
/// a schedule; running it more often, or twice at once, does no harm.
/// </summary>
public sealed class ForgetStrangers(FaceCollection strangers, PeopleTable table, TimeProvider clock)
{
    /// <param name="input">The event of the schedule, of which nothing is needed.</param>
    public async Task<NoResult> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var forgotten = 0;
        await foreach (var faceId in strangers.ListAsync())
        {
            // A face that is being looked at at this moment has no record yet: forgetting it asks about it once more.
            if (await table.FindStrangerAsync(faceId) is { } stranger && stranger.Until > clock.GetUtcNow()) continue;
            await strangers.DeleteAsync([faceId]);
            await table.DeleteStrangerAsync(faceId);
            forgotten++;
        }
        context.Logger.LogInformation("Forgot {forgotten} faces of strangers", forgotten);
        return new NoResult();
    }
}
