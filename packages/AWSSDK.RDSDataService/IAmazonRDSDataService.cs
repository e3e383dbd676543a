using Amazon.RDSDataService.Model;
using Amazon.Runtime;

namespace Amazon.RDSDataService;

/// <summary>The Data API of Amazon RDS: running statements in an Aurora cluster without a connection to it.</summary>
/// <remarks>
/// Every call may end in an exception of <c>Amazon.RDSDataService.Model</c>; in an
/// <see cref="AmazonRDSDataServiceException"/> with the code of an error that is not modelled, as
/// <c>ThrottlingException</c>; and in an <see cref="AmazonClientException"/> or <see cref="HttpRequestException"/>
/// where no answer came.
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.troubleshooting.html
/// </remarks>
public interface IAmazonRDSDataService : IAmazonService, IDisposable
{
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonRDSDataServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonRDSDataServiceClient(awsCredentials, (AmazonRDSDataServiceConfig)clientConfig);

    /// <summary>Begins a transaction.</summary>
    /// <exception cref="DatabaseResumingException">The cluster was paused and wakes up; try again.</exception>
    /// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BeginTransaction.html</remarks>
    Task<BeginTransactionResponse> BeginTransactionAsync(
        BeginTransactionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends a transaction and keeps its changes.</summary>
    /// <exception cref="TransactionNotFoundException">There is no such transaction, or it has ended.</exception>
    /// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_CommitTransaction.html</remarks>
    Task<CommitTransactionResponse> CommitTransactionAsync(
        CommitTransactionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs a statement.</summary>
    /// <exception cref="BadRequestException">The answer would be longer than 1 MiB, for one.</exception>
    /// <exception cref="DatabaseErrorException">The database does not like the statement.</exception>
    /// <exception cref="DatabaseResumingException">The cluster was paused and wakes up; try again.</exception>
    /// <exception cref="StatementTimeoutException">It took more than 45 seconds.</exception>
    /// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
    Task<ExecuteStatementResponse> ExecuteStatementAsync(
        ExecuteStatementRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends a transaction and undoes its changes.</summary>
    /// <exception cref="TransactionNotFoundException">There is no such transaction, or it has ended.</exception>
    /// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_RollbackTransaction.html</remarks>
    Task<RollbackTransactionResponse> RollbackTransactionAsync(
        RollbackTransactionRequest request, CancellationToken cancellationToken = default);
}
