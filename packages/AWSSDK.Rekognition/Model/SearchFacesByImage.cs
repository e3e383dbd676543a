using Amazon.Runtime;

namespace Amazon.Rekognition.Model;

/// <summary>The image whose largest face is searched for in a collection.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_SearchFacesByImage.html</remarks>
public class SearchFacesByImageRequest : AmazonRekognitionRequest
{
    /// <summary>The collection: 1 to 255 letters, digits and <c>_.-</c>. Required.</summary>
    public string CollectionId { get; set; }

    /// <summary>How alike a face must be, in percent; null for 80.</summary>
    public float? FaceMatchThreshold { get; set; }

    /// <summary>The image. Required.</summary>
    public Image Image { get; set; }

    /// <summary>How many faces to answer: 1 to 4,096; null for the service's default.</summary>
    public int? MaxFaces { get; set; }

    /// <summary>How good the image's face must be; null for <see cref="QualityFilter.NONE"/>.</summary>
    public QualityFilter QualityFilter { get; set; }
}

/// <summary>The faces that are alike, and the one in the image that was searched for.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_SearchFacesByImage.html</remarks>
public class SearchFacesByImageResponse : AmazonWebServiceResponse
{
    /// <summary>The faces, the most similar first; empty if there are none.</summary>
    public List<FaceMatch> FaceMatches { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The version of the collection's face model.</summary>
    public string FaceModelVersion { get; set; }

    /// <summary>Where the face is in the image.</summary>
    public BoundingBox SearchedFaceBoundingBox { get; set; }

    /// <summary>How sure it is that this is a face, in percent.</summary>
    public float? SearchedFaceConfidence { get; set; }
}
