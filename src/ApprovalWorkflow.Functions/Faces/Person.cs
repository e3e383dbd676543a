using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>A person whom the system recognizes.</summary>
/// <param name="Id">The id of the request by which they were enrolled, and their face's ExternalImageId.</param>
/// <param name="FaceId">The face's id in the collection of people.</param>
/// <param name="Image">The image with which they were enrolled, kept until they are removed.</param>
/// <param name="AddedAt">ISO 8601, UTC.</param>
/// <param name="AddedBy">The approver's email address.</param>
/// <param name="DetectedAt">When the last mail about them was sent; null if there was none.</param>
/// <param name="MailClaim">
/// The claim of the function that is sending a mail about them; null if none is. It begins with the frame's id.
/// </param>
/// <param name="MailUntil">When that function has ended.</param>
public sealed record Person(
    string Id,
    string Name,
    string FaceId,
    StoredImage Image,
    string AddedAt,
    string AddedBy,
    string? DetectedAt = null,
    string? MailClaim = null,
    string? MailUntil = null)
{
    public const string ItsKind = "person";

    public string Kind { get; } = ItsKind;

    /// <summary>Why a name is invalid, or null if it is valid.</summary>
    public static string? ProblemOf(string? name) => name?.Trim() switch
    {
        null or "" => "is missing; give the person's name.",
        { Length: > Limits.PersonNameLength } => $"has more than {Limits.PersonNameLength} characters.",
        var text => ForeignText.ProblemOfLine(text),
    };
}

/// <summary>
/// Faces with this ExternalImageId are in use and must be kept until a time: a frame is being examined, or somebody is
/// being enrolled. When somebody is enrolled, their record replaces this item.
/// </summary>
public sealed record FacesInUse(
    string Id, [property: JsonConverter(typeof(UnixSecondsConverter))] DateTimeOffset PurgeAt)
{
    public string Kind { get; } = "inUse";
}

/// <summary>A face that waits for a decision, or was rejected a short time ago.</summary>
/// <param name="FaceId">The face's id in the collection of strangers.</param>
/// <param name="Execution">The name of the execution that asks who it is.</param>
/// <param name="Until">The time (UTC) until which this face starts no other request.</param>
/// <param name="IsRejected">Whether the request was rejected. If not, the face waits while its execution runs.</param>
public sealed record Stranger(string FaceId, string Execution, DateTimeOffset Until, bool IsRejected = false)
{
    public string Id => IdOf(FaceId);

    public string Kind { get; } = "stranger";

    /// <summary>A day after the face leaves the collection.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset PurgeAt => Until.AddDays(1);

    public static string IdOf(string faceId) => $"stranger-{faceId}";
}
