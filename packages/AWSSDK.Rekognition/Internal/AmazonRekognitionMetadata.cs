using Amazon.Runtime.Internal;

namespace Amazon.Rekognition.Internal;

/// <summary>What the SDK's pipeline asks about the service.</summary>
internal sealed class AmazonRekognitionMetadata : IServiceMetadata
{
    public static readonly AmazonRekognitionMetadata Instance = new();

    public string ServiceId => AmazonRekognitionConfig.ServiceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(0);
}
