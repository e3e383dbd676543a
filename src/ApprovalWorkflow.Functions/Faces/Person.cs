using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Somebody whom the system knows by their face.</summary>
/// <param name="Id">The id of the request by which they were enrolled, and their face's ExternalImageId.</param>
/// <param name="Name">As the approver gave it.</param>
/// <param name="FaceId">In the collection of people.</param>
/// <param name="Image">What they were enrolled with, kept as long as they are.</param>
/// <param name="AddedAt">ISO 8601, UTC.</param>
/// <param name="AddedBy">The approver's email address.</param>
/// <param name="DetectedAt">When the last mail about them went out; null if none has.</param>
public sealed record Person(
    string Id, string Name, string FaceId, StoredImage Image, string AddedAt, string AddedBy, string? DetectedAt = null)
{
    /// <summary>Characters.</summary>
    public const int NameLimit = 100;

    /// <summary>Why a name cannot be one, or null.</summary>
    public static string? ProblemOf(string? name) => name?.Trim() switch
    {
        null or "" => "is missing; give the person's name.",
        { Length: > NameLimit } => $"has more than {NameLimit} characters.",
        var text when text.Any(char.IsControl) => "must be one line, without control characters.",
        _ => null,
    };
}

/// <summary>A face that waits for a decision, or was rejected a short time ago.</summary>
/// <param name="FaceId">In the collection of strangers.</param>
/// <param name="Execution">The name of the execution that asks who it is.</param>
/// <param name="Until">Until when this face starts no other request (UTC).</param>
/// <param name="IsRejected">Whether the request was rejected. If not, the face waits while its execution runs.</param>
public sealed record Stranger(string FaceId, string Execution, DateTimeOffset Until, bool IsRejected = false);
