using Amazon.StepFunctions;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Decides whether to ask about a stranger, or to wait for another frame of the same one.</summary>
/// <remarks>
/// Of several frames of one stranger, one asks. Each face is in the collection before its function takes a turn, and is
/// compared again with those that had one before. Of two similar faces, the later one finds the earlier one and waits:
/// first because its function runs, then because its execution does. If a function ends in between, its event comes
/// again, or another frame asks once the function's time is over. Strangers who do not resemble each other wait only
/// until they can be compared.
/// </remarks>
public sealed class StrangersInTurn(
    FaceCollection strangers,
    PeopleTable table,
    IAmazonStepFunctions stepFunctions,
    string stateMachineArn,
    TimeProvider clock)
{
    /// <summary>
    /// Decides to ask unless a similar face waits, or has an earlier turn. Then it deletes similar faces that no longer
    /// wait.
    /// </summary>
    public async Task<bool> DecideToAskAsync(string faceId, IReadOnlySet<string> passing, ILambdaContext context)
    {
        var turns = await table.TurnsAsync();
        var ended = await FindEndedAsync(faceId, passing, turns.Before(faceId, clock.GetUtcNow()));
        if (ended is null) return false;

        var now = clock.GetUtcNow();
        // Measured anew, because retries of the search may have taken a while.
        var until = context.EndAfter(now);
        turns = await table.ChangeTurnsAsync(all => all.With(faceId, now, until));
        if (turns.Before(faceId, now) is { Count: > 0 } earlier)
        {
            // The search may have missed their faces, or they had no turn yet.
            var comparable = earlier.Values.Max(turn => turn.TakenAt) + strangers.Settling;
            if (comparable > now) await Task.Delay(comparable - now);
            ended = await FindEndedAsync(faceId, passing, earlier);
            if (ended is null)
            {
                // No face may wait for a face that itself waits.
                await table.ChangeTurnsAsync(all => all.Without(faceId, clock.GetUtcNow()));
                return false;
            }
        }
        await strangers.DeleteAsync(ended);
        foreach (var each in ended) await table.DeleteStrangerAsync(each);
        return true;
    }

    /// <summary>
    /// Whether a stranger starts no other request: for a time after a rejection, or while an execution asks. An
    /// execution that was stopped or failed leaves its stranger behind.
    /// </summary>
    public async Task<bool> WaitsAsync(Stranger stranger)
    {
        if (stranger.Until <= clock.GetUtcNow()) return false;
        return stranger.IsRejected
            || (await stepFunctions.FindExecutionAsync(stateMachineArn, stranger.Execution))?.Status
                == ExecutionStatus.RUNNING
            // It may have been rejected since it was read.
            || await table.FindStrangerAsync(stranger.FaceId) is { IsRejected: true };
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
}
