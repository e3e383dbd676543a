using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Images;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// <c>GET /requests/{id}</c> for the holder of a link and <c>GET /approvals/{id}</c> for a signed-in reviewer. The
/// first time that an approver uses the page of a request is noted in its history.
/// </summary>
public sealed class ViewRequest(ApprovalTable table, ImageLinks images, string reviewerGroup, TimeProvider clock)
{
    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        if (RequestAccess.Of(request, reviewerGroup, out var refusal) is not { } access) return refusal;
        var found = await table.FindAsync(access.RequestId);
        if (access.PersonFor(found) is not { } person) return access.Denied;
        var isUsed = request.QueryParameter(ApiParameters.Opened) == "true";
        var noted = isUsed ? await TryNoteAsync(found!, person, context) : found!;
        var now = clock.GetUtcNow();
        // A mail may be kept for years, so after the end its link no longer shows what was asked.
        var outcomeOnly = access is LinkAccess && noted.StatusAt(now) != ApprovalStatus.Pending;
        var imageUrl = access is LinkAccess && !outcomeOnly && noted.Asked.Image is { } image
            ? await images.ToAsync(image)
            : null;
        return Answer.Json(
            200, new RequestView(noted, person, imageUrl, outcomeOnly, now), FunctionsJson.Default.RequestView);
    }

    /// <summary>A failure to write the history must not hide the request.</summary>
    private async Task<ApprovalRequest> TryNoteAsync(ApprovalRequest request, string person, ILambdaContext context)
    {
        var now = clock.GetUtcNow();
        var isNew = request.StatusAt(now) == ApprovalStatus.Pending
            && request.Asked.Approvers.Contains(person) && !request.Opened.ContainsKey(person);
        if (!isNew) return request;
        try
        {
            return await table.NoteOpenedAsync(request.Id, person, now) ?? request;
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            context.Logger.LogError(
                error, "That {approver} opened request {approvalId} could not be noted", person, request.Id);
            return request;
        }
    }
}
