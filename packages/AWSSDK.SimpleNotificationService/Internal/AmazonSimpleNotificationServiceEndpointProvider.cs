using Amazon.Runtime.Bundled;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>The service's endpoint rules.</summary>
/// <remarks>https://docs.aws.amazon.com/general/latest/gr/sns.html</remarks>
internal sealed class AmazonSimpleNotificationServiceEndpointProvider() : ServiceEndpointProvider("sns")
{
    // GovCloud has its FIPS endpoints under the plain names, but for dual-stack.
    protected override bool HasFipsName(string region, string partition, bool fips, bool dualStack) =>
        fips && (dualStack || region is not ("us-gov-east-1" or "us-gov-west-1"));
}
