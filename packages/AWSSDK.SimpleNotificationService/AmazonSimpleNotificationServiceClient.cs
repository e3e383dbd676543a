using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService.Internal;
using Amazon.SimpleNotificationService.Model;
using Amazon.SimpleNotificationService.Model.Internal;

namespace Amazon.SimpleNotificationService;

/// <summary>The client of Amazon SNS. Make one and keep it: it can be used by many callers at once.</summary>
/// <remarks>
/// Without credentials and region given, both come from where the AWS SDK finds them; in Lambda, from the environment.
/// https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/creds-assign.html
/// </remarks>
public class AmazonSimpleNotificationServiceClient : AmazonServiceClient, IAmazonSimpleNotificationService
{
    /// <summary>A client with the credentials and the region of the environment.</summary>
    public AmazonSimpleNotificationServiceClient()
        : base(new AmazonSimpleNotificationServiceConfig())
    {
    }

    /// <summary>A client with the credentials of the environment, in a region.</summary>
    public AmazonSimpleNotificationServiceClient(RegionEndpoint region)
        : base(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client with the credentials of the environment.</summary>
    public AmazonSimpleNotificationServiceClient(AmazonSimpleNotificationServiceConfig config)
        : base(config)
    {
    }

    /// <summary>A client with the region of the environment.</summary>
    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials)
        : this(credentials, new AmazonSimpleNotificationServiceConfig())
    {
    }

    /// <summary>A client in a region.</summary>
    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client.</summary>
    public AmazonSimpleNotificationServiceClient(
        AWSCredentials credentials, AmazonSimpleNotificationServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => AmazonSimpleNotificationServiceMetadata.Instance;

    /// <inheritdoc/>
    public virtual Task<PublishResponse> PublishAsync(
        PublishRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PublishResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = PublishRequestMarshaller.Instance,
                ResponseUnmarshaller = PublishResponseUnmarshaller.Instance,
            },
            cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureV4Handler());
    }
}
