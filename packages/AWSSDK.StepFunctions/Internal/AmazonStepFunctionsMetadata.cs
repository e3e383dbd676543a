using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Internal;

/// <summary>What the SDK's pipeline asks about the service.</summary>
internal sealed class AmazonStepFunctionsMetadata : IServiceMetadata
{
    public static readonly AmazonStepFunctionsMetadata Instance = new();

    public string ServiceId => AmazonStepFunctionsConfig.ServiceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(0);
}
