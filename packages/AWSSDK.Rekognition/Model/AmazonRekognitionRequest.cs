using Amazon.Runtime;

namespace Amazon.Rekognition.Model;

/// <summary>A request to Amazon Rekognition.</summary>
public class AmazonRekognitionRequest : AmazonWebServiceRequest
{
}
