using Amazon.Runtime.Internal;

namespace Amazon.RDSDataService.Internal;

/// <summary>What the SDK's pipeline asks about the service.</summary>
internal sealed class AmazonRDSDataServiceMetadata : IServiceMetadata
{
    public static readonly AmazonRDSDataServiceMetadata Instance = new();

    public string ServiceId => AmazonRDSDataServiceConfig.ServiceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(0);
}
