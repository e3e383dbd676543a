using Amazon.Runtime;

namespace Amazon.Rekognition.Model;

/// <summary>The image whose faces are put into a collection.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class IndexFacesRequest : AmazonRekognitionRequest
{
    /// <summary>The collection: 1 to 255 letters, digits and <c>_.-</c>. Required.</summary>
    public string CollectionId { get; set; }

    /// <summary>What to say about the faces: values of <see cref="Attribute"/>; null for the default.</summary>
    public List<string> DetectionAttributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>
    /// An id for the image that its faces keep: 1 to 255 letters, digits and <c>_.-:</c>; null for none. The same image
    /// with the same id is indexed once, however often it is sent.
    /// </summary>
    public string ExternalImageId { get; set; }

    /// <summary>The image. Required.</summary>
    public Image Image { get; set; }

    /// <summary>How many faces to index, the largest first: at least 1; null for up to 100.</summary>
    public int? MaxFaces { get; set; }

    /// <summary>How good a face must be to be indexed; null for <see cref="QualityFilter.AUTO"/>.</summary>
    public QualityFilter QualityFilter { get; set; }
}

/// <summary>What was indexed, and what was not.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class IndexFacesResponse : AmazonWebServiceResponse
{
    /// <summary>The version of the collection's face model.</summary>
    public string FaceModelVersion { get; set; }

    /// <summary>The faces that are in the collection now, the largest first.</summary>
    public List<FaceRecord> FaceRecords { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>How the image is turned; null since version 4 of the face model.</summary>
    public OrientationCorrection OrientationCorrection { get; set; }

    /// <summary>The faces that were found but not indexed.</summary>
    public List<UnindexedFace> UnindexedFaces { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
