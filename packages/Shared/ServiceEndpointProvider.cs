using Amazon.Runtime.Endpoints;
using static Amazon.Runtime.Internal.Endpoints.StandardLibrary.Fn;

namespace Amazon.Runtime.Bundled;

/// <summary>
/// The endpoint rules that AWS's regional services share: a custom endpoint, or the region's, as FIPS and dual-stack say.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/general/latest/gr/rande.html</remarks>
/// <param name="service">The first part of the host name, such as <c>sns</c>.</param>
internal abstract class ServiceEndpointProvider(string service) : IEndpointProvider
{
    /// <exception cref="AmazonClientException">The settings contradict each other, or name no region.</exception>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;
        if (parameters["Endpoint"] is string endpoint)
        {
            if (fips)
                throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported");
            if (dualStack)
                throw new AmazonClientException(
                    "Invalid Configuration: Dualstack and custom endpoint are not supported");
            return new Endpoint(endpoint);
        }
        if (parameters["Region"] is not string region)
            throw new AmazonClientException("Invalid Configuration: Missing Region");

        var partition = Partition(region);
        if (fips && dualStack && !(partition.supportsFIPS && partition.supportsDualStack))
            throw new AmazonClientException(
                "FIPS and DualStack are enabled, but this partition does not support one or both");
        if (fips && !partition.supportsFIPS)
            throw new AmazonClientException("FIPS is enabled but this partition does not support FIPS");
        if (dualStack && !partition.supportsDualStack)
            throw new AmazonClientException("DualStack is enabled but this partition does not support DualStack");

        var name = HasFipsName(region, partition.name, fips, dualStack) ? $"{service}-fips" : service;
        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://{name}.{region}.{suffix}");
    }

    /// <summary>Whether the host name says FIPS, which in GovCloud is not the same as being it.</summary>
    protected abstract bool HasFipsName(string region, string partition, bool fips, bool dualStack);
}
