using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>One approver's yes, as a reader sees it.</summary>
public sealed record ApprovalView(string Approver, DateTimeOffset At, string Comment, JsonElement? Fields);

/// <summary>The image of a request, as one person gets it.</summary>
/// <param name="Box">The part that is meant; null for the whole image.</param>
/// <param name="Url">A temporary link for the holder of a mail's link; reviewers have credentials.</param>
public sealed record ImageView(string Bucket, string Key, ImageBox? Box, string? Url);

/// <summary>A request as one person sees it. Members without a value are left out; times are ISO 8601, UTC.</summary>
/// <param name="person">The reader's email address.</param>
/// <param name="imageUrl">A link to the image for this reader; null if they need none.</param>
/// <param name="outcomeOnly">Whether the reader may only see how the request ended, and not what was asked.</param>
public sealed class RequestView(
    ApprovalRequest request, string person, string? imageUrl, bool outcomeOnly, DateTimeOffset now)
{
    private readonly ApprovalInput? _asked = outcomeOnly ? null : request.Asked;

    public string Id => request.Id;

    public string Subject => request.Asked.Subject;

    public string? Message => _asked?.Message;

    public string? Url => _asked?.Url;

    public JsonElement? Details => JsonOf(_asked?.Details);

    public string? RequestedBy => _asked?.RequestedBy;

    public string Approver => person;

    public DateTimeOffset CreatedAt => request.CreatedAt;

    public DateTimeOffset ExpiresAt => request.ExpiresAt;

    public string Status => request.StatusAt(now);

    public IReadOnlyList<string> Approvers => request.Asked.Approvers;

    public int RequiredApprovals => request.Asked.RequiredApprovals;

    public IEnumerable<ApprovalView> Approvals => request.Approvals.OrderBy(each => each.Value.At).Select(each =>
        new ApprovalView(
            each.Key, each.Value.At, each.Value.Comment, outcomeOnly ? null : JsonText.Parse(each.Value.Fields)));

    public IReadOnlyList<ApprovalField>? Fields => _asked?.Fields is { Count: > 0 } fields ? fields : null;

    /// <summary>Why the reader cannot approve a request that waits.</summary>
    public string? CannotDecide => Status == ApprovalStatus.Pending ? request.WhyNoApprovalBy(person) : null;

    public ImageView? Image => _asked?.Image is { } image
        ? new ImageView(image.Bucket, image.Key, image.Box, imageUrl)
        : null;

    public string? DecidedBy => request.Decision?.DecidedBy;

    public DateTimeOffset? DecidedAt => request.Decision?.DecidedAt;

    public string? Comment => request.Decision?.Comment;

    /// <summary>What was filled in when it was decided: an object.</summary>
    public JsonElement? FieldValues => outcomeOnly ? null : JsonOf(request.Decision?.Fields);

    /// <summary>Whether the execution has the decision.</summary>
    public bool Delivered => request.DeliveredAt is not null;

    public IReadOnlyList<RequestEvent> History => RequestHistory.Of(request);

    /// <summary>The execution in the Step Functions console.</summary>
    public string? ExecutionUrl => ExecutionConsole.Url(request.ExecutionArn, AwsClients.Endpoint);

    private static JsonElement? JsonOf(string? text) => text is null ? null : JsonText.Parse(text);
}
