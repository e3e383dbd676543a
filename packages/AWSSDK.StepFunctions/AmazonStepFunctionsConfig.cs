using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Internal;
using Amazon.Util.Internal;

namespace Amazon.StepFunctions;

/// <summary>How an <see cref="AmazonStepFunctionsClient"/> calls: region, endpoint, time-outs, retries.</summary>
/// <remarks>https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-config-creds.html</remarks>
public class AmazonStepFunctionsConfig : ClientConfig
{
    private static readonly string _userAgent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.100.0");

    /// <summary>The defaults, and what the environment and the shared AWS files say.</summary>
    public AmazonStepFunctionsConfig()
        : base(new DefaultConfigurationProvider(ServiceDefaults.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = RegionEndpointServiceName;
        EndpointProvider = new AmazonStepFunctionsEndpointProvider();
    }

    /// <summary>The service's id, as in the variable <c>AWS_ENDPOINT_URL_SFN</c>.</summary>
    public static new string ServiceId => "SFN";

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "states";

    /// <inheritdoc/>
    public override string ServiceVersion => "2016-11-23";

    /// <inheritdoc/>
    public override string UserAgent => _userAgent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
