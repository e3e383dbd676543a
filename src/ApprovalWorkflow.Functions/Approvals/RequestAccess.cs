using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Whom a call speaks for, and about which request.</summary>
public abstract record RequestAccess(string RequestId)
{
    /// <summary>The answer to a caller who may not see the request, or if it does not exist.</summary>
    public abstract ApiResponse Denied { get; }

    /// <summary>The caller's email address if they may see the request, or null.</summary>
    public abstract string? PersonFor(ApprovalRequest? request);

    /// <summary>
    /// The access that a call claims: by a link's key below <c>/requests</c>, by signing in below <c>/approvals</c>.
    /// </summary>
    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static RequestAccess? Of(ApiRequest request, string reviewerGroup, out ApiResponse refusal)
    {
        if (!request.Resource.StartsWith("/approvals", StringComparison.Ordinal))
        {
            refusal = LinkAccess.InvalidLink;
            return LinkAccess.From(request);
        }
        if (SignedIn.Reviewer(request, reviewerGroup, out refusal) is not { } email) return null;
        refusal = ReviewerAccess.Unknown;
        return request.Id() is { } id ? new ReviewerAccess(id, email) : null;
    }
}

/// <summary>A signed-in reviewer: may see every request, and decide those for which they were asked.</summary>
public sealed record ReviewerAccess(string RequestId, string Email) : RequestAccess(RequestId)
{
    public static ApiResponse Unknown =>
        Answer.Message(404, "There is no such request. Records are deleted some time after their end.");

    public override ApiResponse Denied => Unknown;

    public override string? PersonFor(ApprovalRequest? request) => request is null ? null : Email;
}

/// <summary>The holder of a link from a mail.</summary>
/// <param name="KeyHash">See <see cref="LinkKey.Hash"/>.</param>
public sealed record LinkAccess(string RequestId, string KeyHash) : RequestAccess(RequestId)
{
    /// <summary>Same answer whether or not the request exists, so a caller learns nothing.</summary>
    public static ApiResponse InvalidLink =>
        Answer.Message(403, "This link is not valid. Open the newest mail of this request and use its link as it is.");

    public override ApiResponse Denied => InvalidLink;

    public override string? PersonFor(ApprovalRequest? request) => request?.Keys.GetValueOrDefault(KeyHash);

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
