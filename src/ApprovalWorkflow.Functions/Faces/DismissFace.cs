using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>
/// The step after a rejection or expiry. A rejected stranger starts no request for some time. After an expiry, the next
/// frame starts one.
/// </summary>
/// <param name="quiet">How long a rejected stranger starts no request.</param>
public sealed class DismissFace(FaceCollection strangers, PeopleTable table, TimeSpan quiet, TimeProvider clock)
{
    public async Task<ProcessedOutcome> HandleAsync(ApprovalOutcome outcome, ILambdaContext context)
    {
        var (input, approval) = outcome;
        var faceId = input.Deserialize(FunctionsJson.Default.FaceInput)!.Face.StrangerFaceId;
        string said;
        if (approval.Status == ApprovalStatus.Rejected)
        {
            var until = clock.GetUtcNow() + quiet;
            var execution = (await table.FindStrangerAsync(faceId))?.Execution ?? approval.Id;
            await table.PutAsync(new Stranger(faceId, execution, until, IsRejected: true));
            said = $"Rejected: this face starts no other request until {Timestamps.From(until)}.";
        }
        else
        {
            await strangers.DeleteAsync([faceId]);
            await table.DeleteStrangerAsync(faceId);
            said = "Nobody decided in time: the face is forgotten.";
        }
        context.Logger.LogInformation("Request {approvalId}: {said}", approval.Id, said);
        return new ProcessedOutcome(said, input, approval);
    }
}
