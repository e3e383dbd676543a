using Amazon.RDSDataService.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.RDSDataService;

/// <summary>How an <see cref="AmazonRDSDataServiceClient"/> calls: region, endpoint, time-outs, retries.</summary>
/// <remarks>https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-config-creds.html</remarks>
public class AmazonRDSDataServiceConfig : ClientConfig
{
    private static readonly string _userAgent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.2.7");

    /// <summary>The defaults, and what the environment and the shared AWS files say.</summary>
    public AmazonRDSDataServiceConfig()
        : base(new DefaultConfigurationProvider(ServiceDefaults.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = RegionEndpointServiceName;
        EndpointProvider = new AmazonRDSDataServiceEndpointProvider();
    }

    /// <summary>The service's id, as in the variable <c>AWS_ENDPOINT_URL_RDS_DATA</c>.</summary>
    public static new string ServiceId => "RDS Data";

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "rds-data";

    /// <inheritdoc/>
    public override string ServiceVersion => "2018-08-01";

    /// <inheritdoc/>
    public override string UserAgent => _userAgent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
