namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>What a link says of its holder: which request, and the hash of which key.</summary>
public sealed record LinkAccess(string RequestId, string KeyHash)
{
    /// <summary>The header in which the review page sends the key; one-click links have it in the query.</summary>
    public const string KeyHeader = "x-approval-key";

    /// <summary>The answer to a wrong or missing key, whatever the id.</summary>
    public static ApiResponse Denied =>
        Api.Message(403, "This link is not valid. Open the newest mail of this request and use its link as it is.");

    /// <summary>The access that a call claims, or null for an id or key that cannot be one.</summary>
    public static LinkAccess? From(ApiRequest request, bool keyInQuery = false)
    {
        var key = keyInQuery ? request.QueryParameter("key") : request.Header(KeyHeader);
        return Guid.TryParseExact(request.PathParameter("id"), "D", out var id) && LinkKey.Hash(key) is { } keyHash
            ? new LinkAccess(id.ToString("D"), keyHash)
            : null;
    }
}
