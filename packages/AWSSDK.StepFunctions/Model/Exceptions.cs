using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Model;

/// <summary>There is no such execution, or it ended more than 90 days ago.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public class ExecutionDoesNotExistException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public ExecutionDoesNotExistException(string message)
        : base(message)
    {
    }

    internal ExecutionDoesNotExistException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The ARN is not one of what the call is about: an execution, or a state machine.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public class InvalidArnException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public InvalidArnException(string message)
        : base(message)
    {
    }

    internal InvalidArnException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The output is not JSON, or is too long.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class InvalidOutputException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public InvalidOutputException(string message)
        : base(message)
    {
    }

    internal InvalidOutputException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The token is not one of Step Functions.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class InvalidTokenException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public InvalidTokenException(string message)
        : base(message)
    {
    }

    internal InvalidTokenException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The caller may not use the state machine's KMS key.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class KmsAccessDeniedException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public KmsAccessDeniedException(string message)
        : base(message)
    {
    }

    internal KmsAccessDeniedException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The state machine's KMS key cannot be used as it is.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class KmsInvalidStateException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public KmsInvalidStateException(string message)
        : base(message)
    {
    }

    internal KmsInvalidStateException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }

    /// <summary>What is wrong with the key.</summary>
    public KmsKeyState KmsKeyState { get; set; }
}

/// <summary>AWS KMS throttled the call.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class KmsThrottlingException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public KmsThrottlingException(string message)
        : base(message)
    {
    }

    internal KmsThrottlingException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The task that the token is of is gone: its execution has ended.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class TaskDoesNotExistException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public TaskDoesNotExistException(string message)
        : base(message)
    {
    }

    internal TaskDoesNotExistException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The task that the token is of timed out, or was already answered.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class TaskTimedOutException : AmazonStepFunctionsException
{
    /// <summary>An error with a message only.</summary>
    public TaskTimedOutException(string message)
        : base(message)
    {
    }

    internal TaskTimedOutException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}
