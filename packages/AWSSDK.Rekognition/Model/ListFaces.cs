using Amazon.Runtime;

namespace Amazon.Rekognition.Model;

/// <summary>Which page of which faces of a collection.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListFaces.html</remarks>
public class ListFacesRequest : AmazonRekognitionRequest
{
    /// <summary>The collection: 1 to 255 letters, digits and <c>_.-</c>. Required.</summary>
    public string CollectionId { get; set; }

    /// <summary>Only faces of these ids: 1 to 4,096; null for all.</summary>
    public List<string> FaceIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>How many faces to answer: 0 to 4,096; null for the service's default.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The token of the page before, at most 255 characters; null for the first page.</summary>
    public string NextToken { get; set; }

    /// <summary>Only faces of this user, 1 to 128 letters, digits and <c>_.-:</c>; null for all.</summary>
    public string UserId { get; set; }
}

/// <summary>A page of a collection's faces.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListFaces.html</remarks>
public class ListFacesResponse : AmazonWebServiceResponse
{
    /// <summary>The version of the collection's face model.</summary>
    public string FaceModelVersion { get; set; }

    /// <summary>The faces.</summary>
    public List<Face> Faces { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The token of the next page; null at the end.</summary>
    public string NextToken { get; set; }
}
