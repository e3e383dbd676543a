namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// What the events on the bus say of a request: enough for a chat message or a ticket, and nothing that would let its
/// reader decide. docs/events.md is their schema.
/// </summary>
/// <param name="RequestedBy">Empty if the execution's input does not say.</param>
/// <param name="CreatedAt">ISO 8601, UTC.</param>
/// <param name="ExpiresAt">ISO 8601, UTC.</param>
/// <param name="Url">The request's page on the website, for a reviewer who signs in.</param>
public sealed record RequestSummary(
    string Id,
    string ExecutionArn,
    string Subject,
    string RequestedBy,
    IReadOnlyList<string> Approvers,
    int RequiredApprovals,
    string CreatedAt,
    string ExpiresAt,
    string Url)
{
    /// <param name="websiteUrl">Without a slash at the end.</param>
    public static RequestSummary Of(ApprovalRequest request, string websiteUrl) => new(
        request.Id,
        request.ExecutionArn,
        request.Asked.Subject,
        request.Asked.RequestedBy ?? "",
        request.Asked.Approvers,
        request.Asked.RequiredApprovals,
        Timestamps.From(request.CreatedAt),
        Timestamps.From(request.ExpiresAt),
        $"{websiteUrl}/approval.html#id={request.Id}");
}
