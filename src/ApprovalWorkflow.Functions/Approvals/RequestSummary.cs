namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// What events say of a request: enough for a chat message or a ticket, not enough to decide. docs/events.md is their
/// schema.
/// </summary>
/// <param name="websiteUrl">Without a slash at the end.</param>
public sealed class RequestSummary(ApprovalRequest request, string websiteUrl)
{
    public string Id => request.Id;

    public string ExecutionArn => request.ExecutionArn;

    public string Subject => request.Asked.Subject;

    /// <summary>Empty if the execution's input does not say.</summary>
    public string RequestedBy => request.Asked.RequestedBy ?? "";

    public IReadOnlyList<string> Approvers => request.Asked.Approvers;

    public int RequiredApprovals => request.Asked.RequiredApprovals;

    /// <summary>ISO 8601, UTC.</summary>
    public string CreatedAt => Timestamps.From(request.CreatedAt);

    /// <summary>ISO 8601, UTC.</summary>
    public string ExpiresAt => Timestamps.From(request.ExpiresAt);

    /// <summary>The request's page on the website, for a reviewer who signs in.</summary>
    public string Url => $"{websiteUrl}/approval.html#id={request.Id}";
}
