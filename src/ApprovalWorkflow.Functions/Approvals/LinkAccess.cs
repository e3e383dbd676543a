namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The holder of a link from a mail: which request, and the hash of which key.</summary>
public sealed record LinkAccess(string RequestId, string KeyHash) : RequestAccess(RequestId)
{
    /// <summary>The header in which the review page sends the key; one-click links have it in the query.</summary>
    public const string KeyHeader = "x-approval-key";

    /// <summary>
    /// The answer to a wrong or missing key, whatever the id: which it is is nobody's business but the link's owner's.
    /// </summary>
    public static ApiResponse InvalidLink =>
        Api.Message(403, "This link is not valid. Open the newest mail of this request and use its link as it is.");

    public override ApiResponse Denied => InvalidLink;

    public override string? PersonFor(ApprovalRequest? request) => request?.ApproverOf(KeyHash);

    /// <summary>The access that a call claims, or null for an id or key that cannot be one.</summary>
    public static LinkAccess? From(ApiRequest request)
    {
        var key = DecideRequest.IsOneClick(request) ? request.QueryParameter("key") : request.Header(KeyHeader);
        return request.Id() is { } id && LinkKey.Hash(key) is { } keyHash ? new LinkAccess(id, keyHash) : null;
    }
}
