using Amazon.Runtime;

namespace Amazon.Rekognition.Model;

/// <summary>The faces that are taken out of a collection.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteFaces.html</remarks>
public class DeleteFacesRequest : AmazonRekognitionRequest
{
    /// <summary>The collection: 1 to 255 letters, digits and <c>_.-</c>. Required.</summary>
    public string CollectionId { get; set; }

    /// <summary>The faces' ids, UUIDs: 1 to 4,096. Required.</summary>
    public List<string> FaceIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

/// <summary>What was deleted, and what was not.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteFaces.html</remarks>
public class DeleteFacesResponse : AmazonWebServiceResponse
{
    /// <summary>The ids of the faces that were deleted.</summary>
    public List<string> DeletedFaces { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The faces that were not deleted.</summary>
    public List<UnsuccessfulFaceDeletion> UnsuccessfulFaceDeletions { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;
}

/// <summary>A face that was not deleted.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UnsuccessfulFaceDeletion.html</remarks>
public class UnsuccessfulFaceDeletion
{
    /// <summary>The face's id.</summary>
    public string FaceId { get; set; }

    /// <summary>Why not: values of <see cref="UnsuccessfulFaceDeletionReason"/>.</summary>
    public List<string> Reasons { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The user of the collection that it belongs to, or null.</summary>
    public string UserId { get; set; }
}
