namespace Amazon.Rekognition.Model;

/// <summary>A face in a collection.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Face.html</remarks>
public class Face
{
    /// <summary>Where it was in the image that it was indexed from.</summary>
    public BoundingBox BoundingBox { get; set; }

    /// <summary>How sure it is that this is a face, in percent.</summary>
    public float? Confidence { get; set; }

    /// <summary>The id that was given for its image, or null.</summary>
    public string ExternalImageId { get; set; }

    /// <summary>The face's id, a UUID.</summary>
    public string FaceId { get; set; }

    /// <summary>The id, a UUID, that Rekognition gave to its image.</summary>
    public string ImageId { get; set; }

    /// <summary>The version of the model that indexed it.</summary>
    public string IndexFacesModelVersion { get; set; }

    /// <summary>The user of the collection that it belongs to, or null.</summary>
    public string UserId { get; set; }
}

/// <summary>A face in a collection that is like the one that was searched for.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_FaceMatch.html</remarks>
public class FaceMatch
{
    /// <summary>The face.</summary>
    public Face Face { get; set; }

    /// <summary>How alike both are, in percent.</summary>
    public float? Similarity { get; set; }
}

/// <summary>A face that was indexed.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_FaceRecord.html</remarks>
public class FaceRecord
{
    /// <summary>What the collection holds now.</summary>
    public Face Face { get; set; }

    /// <summary>What was seen of it.</summary>
    public FaceDetail FaceDetail { get; set; }
}

/// <summary>A face that was found but not indexed.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UnindexedFace.html</remarks>
public class UnindexedFace
{
    /// <summary>What was seen of it.</summary>
    public FaceDetail FaceDetail { get; set; }

    /// <summary>Why it was not indexed: values of <see cref="Reason"/>.</summary>
    public List<string> Reasons { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
