using Amazon.Runtime;

namespace Amazon.Rekognition.Model;

/// <summary>The image that is searched for faces.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectFaces.html</remarks>
public class DetectFacesRequest : AmazonRekognitionRequest
{
    /// <summary>What to say about the faces: values of <see cref="Attribute"/>; null for the default.</summary>
    public List<string> Attributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The image. Required.</summary>
    public Image Image { get; set; }
}

/// <summary>The faces in an image.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectFaces.html</remarks>
public class DetectFacesResponse : AmazonWebServiceResponse
{
    /// <summary>The faces, the 100 largest at most; empty if there are none.</summary>
    public List<FaceDetail> FaceDetails { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Always null.</summary>
    public OrientationCorrection OrientationCorrection { get; set; }
}
