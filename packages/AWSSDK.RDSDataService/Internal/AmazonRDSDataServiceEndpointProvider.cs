using Amazon.Runtime.Bundled;

namespace Amazon.RDSDataService.Internal;

/// <summary>The service's endpoint rules.</summary>
/// <remarks>https://docs.aws.amazon.com/general/latest/gr/aurora.html</remarks>
internal sealed class AmazonRDSDataServiceEndpointProvider() : ServiceEndpointProvider("rds-data")
{
    protected override bool HasFipsName(string region, string partition, bool fips, bool dualStack) => fips;
}
