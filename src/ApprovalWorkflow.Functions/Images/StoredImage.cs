namespace ApprovalWorkflow.Functions.Images;

/// <summary>An image in S3 that a request is about.</summary>
/// <param name="Box">The part that is meant; null for the whole image.</param>
public sealed record StoredImage(string Bucket, string Key, ImageBox? Box = null)
{
    /// <summary>Characters (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).</summary>
    public const int BucketLimit = 63;

    /// <summary>Characters (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html).</summary>
    public const int KeyLimit = 1024;

    /// <summary>Whether a request may show it: whoever has one of the request's links sees it.</summary>
    /// <param name="bucket">The only bucket whose images are shown; null for none.</param>
    public bool IsShownFrom(string? bucket) =>
        Bucket == bucket && ImagePrefixes.OfRequests.Any(prefix => Key.StartsWith(prefix, StringComparison.Ordinal));
}

/// <summary>
/// A part of an image, in shares of its width and height as Rekognition gives it. A face at the edge may reach beyond 0
/// or 1 (https://docs.aws.amazon.com/rekognition/latest/APIReference/API_BoundingBox.html).
/// </summary>
public sealed record ImageBox(double Left, double Top, double Width, double Height)
{
    /// <summary>
    /// How much two boxes are the same, from 0 to 1: the area that both cover by the area that either covers.
    /// </summary>
    public double Overlap(ImageBox other)
    {
        var width = Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left);
        var height = Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top);
        if (width <= 0 || height <= 0) return 0;
        var shared = width * height;
        return shared / ((Width * Height) + (other.Width * other.Height) - shared);
    }
}
