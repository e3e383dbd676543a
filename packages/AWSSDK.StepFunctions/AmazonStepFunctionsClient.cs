using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Internal;
using Amazon.StepFunctions.Model;
using Amazon.StepFunctions.Model.Internal;

namespace Amazon.StepFunctions;

/// <summary>The client of AWS Step Functions. Make one and keep it: it can be used by many callers at once.</summary>
/// <remarks>
/// Without credentials and region given, both come from where the AWS SDK finds them; in Lambda, from the environment.
/// https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/creds-assign.html
/// </remarks>
public class AmazonStepFunctionsClient : AmazonServiceClient, IAmazonStepFunctions
{
    /// <summary>A client with the credentials and the region of the environment.</summary>
    public AmazonStepFunctionsClient()
        : base(new AmazonStepFunctionsConfig())
    {
    }

    /// <summary>A client with the credentials of the environment, in a region.</summary>
    public AmazonStepFunctionsClient(RegionEndpoint region)
        : base(new AmazonStepFunctionsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client with the credentials of the environment.</summary>
    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config)
        : base(config)
    {
    }

    /// <summary>A client with the region of the environment.</summary>
    public AmazonStepFunctionsClient(AWSCredentials credentials)
        : this(credentials, new AmazonStepFunctionsConfig())
    {
    }

    /// <summary>A client in a region.</summary>
    public AmazonStepFunctionsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonStepFunctionsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client.</summary>
    public AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => AmazonStepFunctionsMetadata.Instance;

    /// <inheritdoc/>
    public virtual Task<DescribeExecutionResponse> DescribeExecutionAsync(
        DescribeExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeExecutionResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = DescribeExecutionRequestMarshaller.Instance,
                ResponseUnmarshaller = DescribeExecutionResponseUnmarshaller.Instance,
            },
            cancellationToken);

    /// <inheritdoc/>
    public virtual Task<SendTaskSuccessResponse> SendTaskSuccessAsync(
        SendTaskSuccessRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SendTaskSuccessResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = SendTaskSuccessRequestMarshaller.Instance,
                ResponseUnmarshaller = SendTaskSuccessResponseUnmarshaller.Instance,
            },
            cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StartExecutionResponse> StartExecutionAsync(
        StartExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartExecutionResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = StartExecutionRequestMarshaller.Instance,
                ResponseUnmarshaller = StartExecutionResponseUnmarshaller.Instance,
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
