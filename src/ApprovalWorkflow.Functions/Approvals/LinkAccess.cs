using ApprovalWorkflow.Functions.Api;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The holder of a link from a mail: which request, and the hash of which key.</summary>
public sealed record LinkAccess(string RequestId, string KeyHash) : RequestAccess(RequestId)
{
    /// <summary>
    /// The answer to a wrong or missing key. It is the same whether or not the request exists, so a caller learns nothing.
    /// </summary>
    public static ApiResponse InvalidLink =>
        Answer.Message(403, "This link is not valid. Open the newest mail of this request and use its link as it is.");

    public override ApiResponse Denied => InvalidLink;

    public override string? PersonFor(ApprovalRequest? request) => request?.ApproverOf(KeyHash);

    /// <summary>Whether opening a link decides: then the key is in the query, and there is no body.</summary>
    public static bool IsOneClick(ApiRequest request) =>
        request.Resource is "/requests/{id}/approve" or "/requests/{id}/reject";

    /// <summary>The access that a call claims, or null for an id or key that cannot be one.</summary>
    public static LinkAccess? From(ApiRequest request)
    {
        var key = IsOneClick(request) ? request.QueryParameter("key") : request.Header(ApiHeaders.LinkKey);
        return request.Id() is { } id && LinkKey.Hash(key) is { } keyHash ? new LinkAccess(id, keyHash) : null;
    }
}
