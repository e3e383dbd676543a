using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService.Internal;
using Amazon.Util.Internal;

namespace Amazon.SimpleNotificationService;

/// <summary>
/// How an <see cref="AmazonSimpleNotificationServiceClient"/> calls: region, endpoint, time-outs, retries.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-config-creds.html</remarks>
public class AmazonSimpleNotificationServiceConfig : ClientConfig
{
    private static readonly string _userAgent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.100.0");

    /// <summary>The defaults, and what the environment and the shared AWS files say.</summary>
    public AmazonSimpleNotificationServiceConfig()
        : base(new DefaultConfigurationProvider(ServiceDefaults.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = RegionEndpointServiceName;
        EndpointProvider = new AmazonSimpleNotificationServiceEndpointProvider();
    }

    /// <summary>The service's id, as in the variable <c>AWS_ENDPOINT_URL_SNS</c>.</summary>
    public static new string ServiceId => "SNS";

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "sns";

    /// <inheritdoc/>
    public override string ServiceVersion => "2010-03-31";

    /// <inheritdoc/>
    public override string UserAgent => _userAgent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
