namespace Amazon.Rekognition.Model;

/// <summary>A JPEG or PNG image: its bytes, or where it is in Amazon S3. One of both is required.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Image.html</remarks>
public class Image
{
    /// <summary>The image, at most 5 MB; all that the stream holds, wherever it stands.</summary>
    public MemoryStream Bytes { get; set; }

    /// <summary>The object in S3 that is the image, at most 15 MB.</summary>
    public S3Object S3Object { get; set; }
}

/// <summary>An object in Amazon S3, in the region of the call, that the caller may read.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_S3Object.html</remarks>
public class S3Object
{
    /// <summary>The bucket's name: 3 to 255 characters.</summary>
    public string Bucket { get; set; }

    /// <summary>The object's key, as it is and not URL-encoded: 1 to 1,024 characters.</summary>
    public string Name { get; set; }

    /// <summary>The object's version, at most 1,024 characters; null for the newest.</summary>
    public string Version { get; set; }
}
