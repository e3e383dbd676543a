using System.Text.Json;
using Amazon.Lambda.Core;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>A request as the holder of one of its links sees it. Members without a value are left out.</summary>
/// <param name="Details">Any JSON.</param>
/// <param name="Approver">The email address to which the link was sent.</param>
/// <param name="Status">pending, approved, rejected or expired.</param>
/// <param name="ExecutionUrl">The execution in the Step Functions console.</param>
public sealed record RequestView(
    string Id,
    string Subject,
    string? Message,
    JsonElement? Details,
    string? RequestedBy,
    string Approver,
    string CreatedAt,
    string ExpiresAt,
    string Status,
    string? DecidedBy,
    string? DecidedAt,
    string? Comment,
    string ExecutionUrl);

/// <summary>
/// <c>GET /requests/{id}</c>: shows a request to the holder of a link's key. Reading changes nothing.
/// </summary>
public sealed class ViewRequest(ApprovalTable table, TimeProvider clock)
{
    public async Task<ApiResponse> HandleAsync(ApiRequest request, ILambdaContext context)
    {
        // Whether the id or the key is wrong is nobody's business but the link's owner's.
        if (LinkAccess.From(request) is not { } access) return LinkAccess.Denied;
        var found = await table.FindAsync(access.RequestId);
        if (found?.ApproverOf(access.KeyHash) is not { } approver) return LinkAccess.Denied;
        return Api.Json(200, View(found, approver), FunctionsJson.Default.RequestView);
    }

    private RequestView View(ApprovalRequest request, string approver) => new(
        request.Id,
        request.Subject,
        request.Message,
        request.Details is { } details ? JsonSerializer.Deserialize(details, FunctionsJson.Default.JsonElement) : null,
        request.RequestedBy,
        approver,
        ApprovalItem.Timestamp(request.CreatedAt),
        ApprovalItem.Timestamp(request.ExpiresAt),
        request.StatusAt(clock.GetUtcNow()),
        request.Decision?.DecidedBy,
        request.Decision is { } decision ? ApprovalItem.Timestamp(decision.DecidedAt) : null,
        request.Decision?.Comment,
        ExecutionConsole.Url(request.ExecutionArn));
}
