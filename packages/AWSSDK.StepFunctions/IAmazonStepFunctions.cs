using Amazon.Runtime;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>AWS Step Functions: the calls that start an execution, look at one, and answer a waiting task.</summary>
/// <remarks>
/// Every call may also end in an <see cref="AmazonStepFunctionsException"/> with the error code of an error that is not
/// modelled, as <c>AccessDeniedException</c> or <c>ThrottlingException</c>, and in an
/// <see cref="AmazonClientException"/> or <see cref="HttpRequestException"/> where no answer came.
/// https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html
/// </remarks>
public interface IAmazonStepFunctions : IAmazonService, IDisposable
{
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonStepFunctionsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonStepFunctionsClient(awsCredentials, (AmazonStepFunctionsConfig)clientConfig);

    /// <summary>What is known about an execution; of a Standard workflow, for 90 days after it ended.</summary>
    /// <exception cref="ExecutionDoesNotExistException">No such execution.</exception>
    /// <exception cref="InvalidArnException">The ARN is not one of an execution.</exception>
    /// <exception cref="KmsAccessDeniedException">The caller may not use the state machine's key.</exception>
    /// <exception cref="KmsInvalidStateException">The state machine's key cannot be used as it is.</exception>
    /// <exception cref="KmsThrottlingException">AWS KMS throttled the call.</exception>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
    Task<DescribeExecutionResponse> DescribeExecutionAsync(
        DescribeExecutionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends the task that waits on a token, with its output. A token is good for one answer.</summary>
    /// <exception cref="InvalidOutputException">The output is not JSON, or is longer than 256 KiB.</exception>
    /// <exception cref="InvalidTokenException">The token is not one of Step Functions.</exception>
    /// <exception cref="TaskDoesNotExistException">The task, or its execution, has ended.</exception>
    /// <exception cref="TaskTimedOutException">The task timed out, or was already answered.</exception>
    /// <exception cref="KmsAccessDeniedException">The caller may not use the state machine's key.</exception>
    /// <exception cref="KmsInvalidStateException">The state machine's key cannot be used as it is.</exception>
    /// <exception cref="KmsThrottlingException">AWS KMS throttled the call.</exception>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
    Task<SendTaskSuccessResponse> SendTaskSuccessAsync(
        SendTaskSuccessRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts an execution. Of a Standard workflow, the call can be made again: under the name and with the input of an
    /// execution that runs, it answers with that one.
    /// </summary>
    /// <exception cref="ExecutionAlreadyExistsException">The name is taken by an execution with other input, or by
    /// one that has ended.</exception>
    /// <exception cref="ExecutionLimitExceededException">Too many executions run.</exception>
    /// <exception cref="InvalidArnException">The ARN is not one of a state machine.</exception>
    /// <exception cref="InvalidExecutionInputException">The input is not JSON, or is longer than 256 KiB.</exception>
    /// <exception cref="InvalidNameException">The name is not one that an execution may have.</exception>
    /// <exception cref="StateMachineDeletingException">The state machine is being deleted.</exception>
    /// <exception cref="StateMachineDoesNotExistException">No such state machine.</exception>
    /// <exception cref="ValidationException">The ARN is one of a Distributed Map state.</exception>
    /// <exception cref="KmsAccessDeniedException">The caller may not use the state machine's key.</exception>
    /// <exception cref="KmsInvalidStateException">The state machine's key cannot be used as it is.</exception>
    /// <exception cref="KmsThrottlingException">AWS KMS throttled the call.</exception>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
    Task<StartExecutionResponse> StartExecutionAsync(
        StartExecutionRequest request, CancellationToken cancellationToken = default);
}
