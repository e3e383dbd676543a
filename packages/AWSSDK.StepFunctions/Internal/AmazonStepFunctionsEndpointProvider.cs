using Amazon.Runtime.Bundled;

namespace Amazon.StepFunctions.Internal;

/// <summary>The service's endpoint rules.</summary>
/// <remarks>https://docs.aws.amazon.com/general/latest/gr/step-functions.html</remarks>
internal sealed class AmazonStepFunctionsEndpointProvider() : ServiceEndpointProvider("states")
{
    // GovCloud's dual-stack endpoints are FIPS ones whether asked for or not; us-gov-west-1 has its FIPS endpoint under
    // the plain name.
    protected override bool HasFipsName(string region, string partition, bool fips, bool dualStack) =>
        dualStack ? fips || partition == "aws-us-gov" : fips && region != "us-gov-west-1";
}
