using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Whom a call speaks for, and about which request.</summary>
public abstract record RequestAccess(string RequestId)
{
    /// <summary>
    /// What the caller gets who may not know of the request, or for whom there is none.
    /// </summary>
    public abstract ApiResponse Denied { get; }

    /// <summary>The caller's email address if they may see the request, or null.</summary>
    public abstract string? PersonFor(ApprovalRequest? request);

    /// <summary>
    /// The access that a call claims: by the key of a link below <c>/requests</c>, by signing in below
    /// <c>/approvals</c>, where API Gateway has checked the token.
    /// </summary>
    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static RequestAccess? Of(ApiRequest request, string reviewerGroup, out ApiResponse refusal)
    {
        if (!request.Resource.StartsWith("/approvals", StringComparison.Ordinal))
        {
            refusal = LinkAccess.InvalidLink;
            return LinkAccess.From(request);
        }
        if (Reviewer.Of(request, reviewerGroup, out refusal) is not { } email) return null;
        refusal = ReviewerAccess.Unknown;
        return request.Id() is { } id ? new ReviewerAccess(id, email) : null;
    }
}

/// <summary>A signed-in reviewer: may see every request, and decide those for which they were asked.</summary>
public sealed record ReviewerAccess(string RequestId, string Email) : RequestAccess(RequestId)
{
    public static ApiResponse Unknown =>
        Answer.Message(404, "There is no such request. Records go some time after their end.");

    public override ApiResponse Denied => Unknown;

    public override string? PersonFor(ApprovalRequest? request) => request is null ? null : Email;
}
