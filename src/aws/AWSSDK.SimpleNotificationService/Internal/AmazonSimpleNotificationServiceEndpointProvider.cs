using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using static Amazon.Runtime.Internal.Endpoints.StandardLibrary.Fn;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>The service's endpoint rules.</summary>
/// <remarks>https://docs.aws.amazon.com/general/latest/gr/sns.html</remarks>
internal sealed class AmazonSimpleNotificationServiceEndpointProvider : IEndpointProvider
{
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

        // GovCloud has its FIPS endpoints under the plain names, but for dual-stack.
        var prefix = fips && (dualStack || region is not ("us-gov-east-1" or "us-gov-west-1"));
        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://sns{(prefix ? "-fips" : "")}.{region}.{suffix}");
    }
}
