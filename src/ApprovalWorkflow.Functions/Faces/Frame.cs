using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.Lambda.S3Events;
using ApprovalWorkflow.Functions.Images;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>An image that a camera has put into the bucket.</summary>
/// <param name="Version">What tells this upload from others to the same key, by S3's sequencer.</param>
/// <param name="Size">Bytes, as the event says.</param>
/// <param name="TakenAt">When it arrived in the bucket.</param>
public sealed record Frame(string Bucket, string Key, string Version, long Size, DateTimeOffset TakenAt)
{
    /// <summary>Bytes: Rekognition's limit (https://docs.aws.amazon.com/rekognition/latest/dg/limits.html).</summary>
    public const long SizeLimit = 15 * 1024 * 1024;

    /// <summary>
    /// 32 hexadecimal digits, the same in each event about an upload, and others for the next upload of the same photo.
    /// </summary>
    public string Id { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Bucket}\n{Key}\n{Version}")))[..32];

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

    /// <summary>The frame of an event. Keys come encoded as in a form.</summary>
    public static Frame Of(S3Event.S3EventNotificationRecord record) => new(
        record.S3.Bucket.Name,
        WebUtility.UrlDecode(record.S3.Object.Key),
        $"{record.S3.Object.ETag} {record.S3.Object.Sequencer}",
        record.S3.Object.Size,
        new DateTimeOffset(DateTime.SpecifyKind(record.EventTime, DateTimeKind.Utc)));
}
