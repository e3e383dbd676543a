using Amazon.Runtime.Bundled;

namespace Amazon.Rekognition.Internal;

/// <summary>The service's endpoint rules.</summary>
/// <remarks>https://docs.aws.amazon.com/general/latest/gr/rekognition.html</remarks>
internal sealed class AmazonRekognitionEndpointProvider() : ServiceEndpointProvider("rekognition")
{
    protected override bool HasFipsName(string region, string partition, bool fips, bool dualStack) => fips;
}
