using System.Text.Json;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>One approver's yes, as a reader sees it.</summary>
/// <param name="Fields">What was filled in: an object.</param>
public sealed record ApprovalView(string Approver, string At, string Comment, JsonElement Fields);

/// <summary>An event of a request's history, as a reader sees it; see <see cref="RequestEvent"/>.</summary>
public sealed record EventView(string At, string Event, string By, string? Note);

/// <summary>The image of a request, as one person gets it.</summary>
/// <param name="Box">What of it is meant; null for all of it.</param>
/// <param name="Url">Where the holder of a mail's link gets it for some minutes; reviewers have credentials.</param>
public sealed record ImageView(string Bucket, string Key, ImageBox? Box, string? Url);

/// <summary>A request as one person sees it. Members without a value are left out; times are ISO 8601, UTC.</summary>
/// <param name="Details">Any JSON.</param>
/// <param name="Approver">The reader's email address.</param>
/// <param name="Status">One of <see cref="ApprovalStatus"/>.</param>
/// <param name="Approvers">Who was asked.</param>
/// <param name="Fields">What there is to fill in.</param>
/// <param name="CannotDecide">Why the reader cannot approve a request that waits.</param>
/// <param name="FieldValues">What was filled in when it was decided: an object.</param>
/// <param name="Delivered">Whether the execution has heard the decision.</param>
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
    IReadOnlyList<string> Approvers,
    int RequiredApprovals,
    IReadOnlyList<ApprovalView> Approvals,
    IReadOnlyList<FormField>? Fields,
    string? CannotDecide,
    ImageView? Image,
    string? DecidedBy,
    string? DecidedAt,
    string? Comment,
    JsonElement? FieldValues,
    bool Delivered,
    IReadOnlyList<EventView> History,
    string ExecutionUrl)
{
    /// <param name="person">The reader's email address.</param>
    /// <param name="imageUrl">A link to the image for this reader; null if they need none.</param>
    public static RequestView Of(ApprovalRequest request, string person, string? imageUrl, DateTimeOffset now)
    {
        var decision = request.Decision;
        return new RequestView(
            request.Id,
            request.Subject,
            request.Message,
            request.Details is { } details ? Json(details) : null,
            request.RequestedBy,
            person,
            ApprovalItem.Timestamp(request.CreatedAt),
            ApprovalItem.Timestamp(request.ExpiresAt),
            request.StatusAt(now),
            request.Approvers,
            request.RequiredApprovals,
            [.. request.Approvals.OrderBy(each => each.Value.At).Select(each => new ApprovalView(
                each.Key, ApprovalItem.Timestamp(each.Value.At), each.Value.Comment, Json(each.Value.Fields)))],
            request.Fields.Count > 0 ? request.Fields : null,
            request.StatusAt(now) == ApprovalStatus.Pending ? request.WhyNoApprovalBy(person) : null,
            request.Image is { } image ? new ImageView(image.Bucket, image.Key, image.Box, imageUrl) : null,
            decision?.DecidedBy,
            decision is null ? null : ApprovalItem.Timestamp(decision.DecidedAt),
            decision?.Comment,
            decision is null ? null : Json(decision.Fields),
            request.DeliveredAt is not null,
            [.. RequestHistory.Of(request).Select(each =>
                new EventView(ApprovalItem.Timestamp(each.At), each.Event, each.By, each.Note))],
            ExecutionConsole.Url(request.ExecutionArn));
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize(text, FunctionsJson.Default.JsonElement);
}
