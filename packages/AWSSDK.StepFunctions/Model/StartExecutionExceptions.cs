using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Model;

/// <summary>An execution of this name has other input, or has ended within the last 90 days.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class ExecutionAlreadyExistsException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public ExecutionAlreadyExistsException(string message)
        : base(message)
    {
    }

    internal ExecutionAlreadyExistsException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>As many executions run as the account may have at once.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class ExecutionLimitExceededException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public ExecutionLimitExceededException(string message)
        : base(message)
    {
    }

    internal ExecutionLimitExceededException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The input is not JSON, or is too long.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class InvalidExecutionInputException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public InvalidExecutionInputException(string message)
        : base(message)
    {
    }

    internal InvalidExecutionInputException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The name is too long, or has characters that a name must not have.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class InvalidNameException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public InvalidNameException(string message)
        : base(message)
    {
    }

    internal InvalidNameException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The state machine is being deleted.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class StateMachineDeletingException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public StateMachineDeletingException(string message)
        : base(message)
    {
    }

    internal StateMachineDeletingException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>There is no such state machine.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class StateMachineDoesNotExistException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public StateMachineDoesNotExistException(string message)
        : base(message)
    {
    }

    internal StateMachineDoesNotExistException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The request is not one that the operation can take.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class ValidationException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public ValidationException(string message)
        : base(message)
    {
    }

    internal ValidationException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }

    /// <summary>What is wrong with the request; null where AWS does not say.</summary>
    public ValidationExceptionReason Reason { get; set; }
}
