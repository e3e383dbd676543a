using Amazon.Runtime;

namespace Amazon.Rekognition.Model;

/// <summary>The face of a collection whose like is searched for in it.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_SearchFaces.html</remarks>
public class SearchFacesRequest : AmazonRekognitionRequest
{
    /// <summary>The collection: 1 to 255 letters, digits and <c>_.-</c>. Required.</summary>
    public string CollectionId { get; set; }

    /// <summary>The face's id, a UUID. Required.</summary>
    public string FaceId { get; set; }

    /// <summary>How alike a face must be, in percent; null for 80.</summary>
    public float? FaceMatchThreshold { get; set; }

    /// <summary>How many faces to answer: 1 to 4,096; null for the service's default.</summary>
    public int? MaxFaces { get; set; }
}

/// <summary>The faces that are alike; the one that was searched for is not among them.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_SearchFaces.html</remarks>
public class SearchFacesResponse : AmazonWebServiceResponse
{
    /// <summary>The faces, the most similar first; empty if there are none.</summary>
    public List<FaceMatch> FaceMatches { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The version of the collection's face model.</summary>
    public string FaceModelVersion { get; set; }

    /// <summary>The face that was searched for.</summary>
    public string SearchedFaceId { get; set; }
}
