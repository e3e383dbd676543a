using Amazon.RDSDataService.Internal;
using Amazon.RDSDataService.Model;
using Amazon.RDSDataService.Model.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal;

namespace Amazon.RDSDataService;

/// <summary>The client of the Data API of Amazon RDS. Make one and keep it: many callers can use it at once.</summary>
/// <remarks>
/// Without credentials and region given, both come from where the AWS SDK finds them; in Lambda, from the environment.
/// https://docs.aws.amazon.com/sdk-for-net/v4/developer-guide/creds-assign.html
/// </remarks>
public class AmazonRDSDataServiceClient : AmazonServiceClient, IAmazonRDSDataService
{
    /// <summary>A client with the credentials and the region of the environment.</summary>
    public AmazonRDSDataServiceClient()
        : base(new AmazonRDSDataServiceConfig())
    {
    }

    /// <summary>A client with the credentials of the environment, in a region.</summary>
    public AmazonRDSDataServiceClient(RegionEndpoint region)
        : base(new AmazonRDSDataServiceConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client with the credentials of the environment.</summary>
    public AmazonRDSDataServiceClient(AmazonRDSDataServiceConfig config)
        : base(config)
    {
    }

    /// <summary>A client with the region of the environment.</summary>
    public AmazonRDSDataServiceClient(AWSCredentials credentials)
        : this(credentials, new AmazonRDSDataServiceConfig())
    {
    }

    /// <summary>A client in a region.</summary>
    public AmazonRDSDataServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonRDSDataServiceConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client.</summary>
    public AmazonRDSDataServiceClient(AWSCredentials credentials, AmazonRDSDataServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => AmazonRDSDataServiceMetadata.Instance;

    /// <inheritdoc/>
    public virtual Task<BeginTransactionResponse> BeginTransactionAsync(
        BeginTransactionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(
            request, RequestMarshallers.BeginTransaction, ResponseUnmarshallers.BeginTransaction, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<CommitTransactionResponse> CommitTransactionAsync(
        CommitTransactionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(
            request, RequestMarshallers.CommitTransaction, ResponseUnmarshallers.CommitTransaction, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ExecuteStatementResponse> ExecuteStatementAsync(
        ExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(
            request, RequestMarshallers.ExecuteStatement, ResponseUnmarshallers.ExecuteStatement, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<RollbackTransactionResponse> RollbackTransactionAsync(
        RollbackTransactionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(
            request,
            RequestMarshallers.RollbackTransaction,
            ResponseUnmarshallers.RollbackTransaction,
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
        where TRequest : AmazonRDSDataServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(
            request,
            new InvokeOptions { RequestMarshaller = marshaller, ResponseUnmarshaller = unmarshaller },
            cancellationToken);
}
