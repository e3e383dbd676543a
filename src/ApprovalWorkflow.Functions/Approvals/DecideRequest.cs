namespace ApprovalWorkflow.Functions.Approvals;

/// <summary><c>POST …/decision</c>, and in one-click mode <c>GET …/approve</c> and <c>…/reject</c>.</summary>
public sealed class DecideRequest(ApprovalTable table, TaskCallback callback, string reviewerGroup, TimeProvider clock)
{
    private readonly Decider _decider = new(table, callback, clock);

    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        var (response, found) = await AnswerAsync(request, context);
        return LinkAccess.IsOneClick(request) && DecisionPage.IsWantedBy(request)
            ? DecisionPage.For(response, found)
            : response;
    }

    private async Task<(ApiResponse, ApprovalRequest?)> AnswerAsync(ApiRequest request, ILambdaContext context)
    {
        if (RequestAccess.Of(request, reviewerGroup, out var refusal) is not { } access) return (refusal, null);
        if (DecisionBody.In(request, out refusal) is not { } wanted) return (refusal, null);
        return await _decider.DecideAsync(access, wanted, context);
    }
}
