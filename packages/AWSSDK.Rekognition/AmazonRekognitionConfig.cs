using Amazon.Rekognition.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.Rekognition;

/// <summary>How an <see cref="AmazonRekognitionClient"/> calls: region, endpoint, time-outs, retries.</summary>
/// <remarks>https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-config-creds.html</remarks>
public class AmazonRekognitionConfig : ClientConfig
{
    private static readonly string _userAgent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.100.8");

    /// <summary>The defaults, and what the environment and the shared AWS files say.</summary>
    public AmazonRekognitionConfig()
        : base(new DefaultConfigurationProvider(ServiceDefaults.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = RegionEndpointServiceName;
        EndpointProvider = new AmazonRekognitionEndpointProvider();
    }

    /// <summary>The service's id, as in the variable <c>AWS_ENDPOINT_URL_REKOGNITION</c>.</summary>
    public static new string ServiceId => "Rekognition";

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "rekognition";

    /// <inheritdoc/>
    public override string ServiceVersion => "2016-06-27";

    /// <inheritdoc/>
    public override string UserAgent => _userAgent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ServiceEndpointResolver.Resolve(this, parameters);
}
