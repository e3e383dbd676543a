using Amazon.Runtime;
using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService;

/// <summary>Amazon SNS: publishing to a topic.</summary>
/// <remarks>
/// A call may also end in an <see cref="AmazonSimpleNotificationServiceException"/> with the error code of an error
/// that is not modelled, as <c>AccessDenied</c> or <c>Throttling</c>, and in an <see cref="AmazonClientException"/> or
/// <see cref="HttpRequestException"/> where no answer came.
/// https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html
/// </remarks>
public interface IAmazonSimpleNotificationService : IAmazonService, IDisposable
{
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSimpleNotificationServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSimpleNotificationServiceClient(awsCredentials, (AmazonSimpleNotificationServiceConfig)clientConfig);

    /// <summary>Sends a message to every subscription of a topic whose filter policy lets it through.</summary>
    /// <exception cref="AuthorizationErrorException">The caller may not publish to the topic.</exception>
    /// <exception cref="EndpointDisabledException">The mobile endpoint is disabled.</exception>
    /// <exception cref="InternalErrorException">The service failed.</exception>
    /// <exception cref="InvalidParameterException">A parameter breaks the service's constraints.</exception>
    /// <exception cref="InvalidParameterValueException">A parameter's value is not valid.</exception>
    /// <exception cref="InvalidSecurityException">The credential in the request is missing or does not fit.</exception>
    /// <exception cref="KMSAccessDeniedException">The caller may not use the topic's key.</exception>
    /// <exception cref="KMSDisabledException">The topic's key is disabled.</exception>
    /// <exception cref="KMSInvalidStateException">The topic's key cannot be used as it is.</exception>
    /// <exception cref="KMSNotFoundException">The topic's key does not exist.</exception>
    /// <exception cref="KMSOptInRequiredException">The account must subscribe to AWS KMS.</exception>
    /// <exception cref="KMSThrottlingException">AWS KMS throttled the call.</exception>
    /// <exception cref="NotFoundException">There is no such topic.</exception>
    /// <exception cref="PlatformApplicationDisabledException">The mobile platform application is disabled.</exception>
    /// <exception cref="ValidationException">A parameter is not well formed.</exception>
    /// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
    Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);
}
