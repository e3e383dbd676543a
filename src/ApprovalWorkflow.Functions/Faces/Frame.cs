using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.Lambda.S3Events;
using ApprovalWorkflow.Functions.Images;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>An image that a camera has put into the bucket.</summary>
/// <param name="ETag">Distinguishes its bytes from others.</param>
/// <param name="Sequencer">Distinguishes uploads to the same key.</param>
/// <param name="Size">The event's size in bytes.</param>
/// <param name="TakenAt">When the frame arrived in the bucket.</param>
public sealed record Frame(
    string Bucket, string Key, string ETag, string Sequencer, long Size, DateTimeOffset TakenAt)
{
    /// <summary>Rekognition's limit in bytes (https://docs.aws.amazon.com/rekognition/latest/dg/limits.html).</summary>
    public const long SizeLimit = 15 * 1024 * 1024;

    /// <summary>
    /// 32 hexadecimal digits. All events about an upload have the same; another upload of the same photo has others.
    /// </summary>
    public string Id { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Bucket}\n{Key}\n{ETag} {Sequencer}")))[..32];

    /// <summary>The beginning of the ExternalImageId of frames' faces, and of no other faces.</summary>
    public const string ExternalImageIdPrefix = "frame-";

    /// <summary>The id of this frame's faces, in both collections.</summary>
    public string ExternalImageId => ExternalImageIdPrefix + Id;

    public StoredImage Image => new(Bucket, Key);

    /// <summary>The folder below <c>frames/</c>, which has the camera's name; without one, the file.</summary>
    public string Camera
    {
        get
        {
            var path = Key[ImagePrefixes.Frames.Length..];
            return path.LastIndexOf('/') is > 0 and var end ? path[..end] : path;
        }
    }

    /// <summary>The frame of an event. The event's key is encoded like a form.</summary>
    public static Frame Of(S3Event.S3EventNotificationRecord record) => new(
        record.S3.Bucket.Name,
        WebUtility.UrlDecode(record.S3.Object.Key),
        record.S3.Object.ETag,
        record.S3.Object.Sequencer,
        record.S3.Object.Size,
        new DateTimeOffset(DateTime.SpecifyKind(record.EventTime, DateTimeKind.Utc)));
}
