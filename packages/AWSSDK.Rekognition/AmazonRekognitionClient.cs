using Amazon.Rekognition.Internal;
using Amazon.Rekognition.Model;
using Amazon.Rekognition.Model.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal;

namespace Amazon.Rekognition;

/// <summary>The client of Amazon Rekognition. Make one and keep it: it can be used by many callers at once.</summary>
/// <remarks>
/// Without credentials and region given, both come from where the AWS SDK finds them; in Lambda, from the environment.
/// https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/creds-assign.html
/// </remarks>
public class AmazonRekognitionClient : AmazonServiceClient, IAmazonRekognition
{
    /// <summary>A client with the credentials and the region of the environment.</summary>
    public AmazonRekognitionClient()
        : base(new AmazonRekognitionConfig())
    {
    }

    /// <summary>A client with the credentials of the environment, in a region.</summary>
    public AmazonRekognitionClient(RegionEndpoint region)
        : base(new AmazonRekognitionConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client with the credentials of the environment.</summary>
    public AmazonRekognitionClient(AmazonRekognitionConfig config)
        : base(config)
    {
    }

    /// <summary>A client with the region of the environment.</summary>
    public AmazonRekognitionClient(AWSCredentials credentials)
        : this(credentials, new AmazonRekognitionConfig())
    {
    }

    /// <summary>A client in a region.</summary>
    public AmazonRekognitionClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonRekognitionConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client.</summary>
    public AmazonRekognitionClient(AWSCredentials credentials, AmazonRekognitionConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => AmazonRekognitionMetadata.Instance;

    /// <inheritdoc/>
    public virtual Task<DeleteFacesResponse> DeleteFacesAsync(
        DeleteFacesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, RequestMarshallers.DeleteFaces, ResponseUnmarshallers.DeleteFaces, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DetectFacesResponse> DetectFacesAsync(
        DetectFacesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, RequestMarshallers.DetectFaces, ResponseUnmarshallers.DetectFaces, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<IndexFacesResponse> IndexFacesAsync(
        IndexFacesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, RequestMarshallers.IndexFaces, ResponseUnmarshallers.IndexFaces, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListFacesResponse> ListFacesAsync(
        ListFacesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, RequestMarshallers.ListFaces, ResponseUnmarshallers.ListFaces, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<SearchFacesResponse> SearchFacesAsync(
        SearchFacesRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(request, RequestMarshallers.SearchFaces, ResponseUnmarshallers.SearchFaces, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<SearchFacesByImageResponse> SearchFacesByImageAsync(
        SearchFacesByImageRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(
            request,
            RequestMarshallers.SearchFacesByImage,
            ResponseUnmarshallers.SearchFacesByImage,
            cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureV4Handler());
    }

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request,
        JsonRequest<TRequest> marshaller,
        JsonAnswer<TResponse> unmarshaller,
        CancellationToken cancellationToken)
        where TRequest : AmazonRekognitionRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(
            request,
            new InvokeOptions { RequestMarshaller = marshaller, ResponseUnmarshaller = unmarshaller },
            cancellationToken);
}
