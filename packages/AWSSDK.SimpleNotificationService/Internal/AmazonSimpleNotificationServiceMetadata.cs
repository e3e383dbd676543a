using Amazon.Runtime.Internal;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>What the SDK's pipeline asks about the service.</summary>
internal sealed class AmazonSimpleNotificationServiceMetadata : IServiceMetadata
{
    public static readonly AmazonSimpleNotificationServiceMetadata Instance = new();

    public string ServiceId => AmazonSimpleNotificationServiceConfig.ServiceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(0);
}
