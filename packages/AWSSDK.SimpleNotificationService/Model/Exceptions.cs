using Amazon.Runtime.Internal;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>The caller may not publish to the topic.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class AuthorizationErrorException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public AuthorizationErrorException(string message)
        : base(message)
    {
    }

    internal AuthorizationErrorException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The mobile endpoint is disabled.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class EndpointDisabledException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public EndpointDisabledException(string message)
        : base(message)
    {
    }

    internal EndpointDisabledException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The service failed.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class InternalErrorException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public InternalErrorException(string message)
        : base(message)
    {
    }

    internal InternalErrorException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>A parameter breaks the service's constraints.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class InvalidParameterException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public InvalidParameterException(string message)
        : base(message)
    {
    }

    internal InvalidParameterException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>A parameter's value is not valid.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class InvalidParameterValueException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public InvalidParameterValueException(string message)
        : base(message)
    {
    }

    internal InvalidParameterValueException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The credential in the request is missing or does not fit.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class InvalidSecurityException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public InvalidSecurityException(string message)
        : base(message)
    {
    }

    internal InvalidSecurityException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The caller may not use the topic's KMS key.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class KMSAccessDeniedException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public KMSAccessDeniedException(string message)
        : base(message)
    {
    }

    internal KMSAccessDeniedException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The topic's KMS key is disabled.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class KMSDisabledException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public KMSDisabledException(string message)
        : base(message)
    {
    }

    internal KMSDisabledException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The topic's KMS key cannot be used as it is.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class KMSInvalidStateException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public KMSInvalidStateException(string message)
        : base(message)
    {
    }

    internal KMSInvalidStateException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The topic's KMS key does not exist.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class KMSNotFoundException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public KMSNotFoundException(string message)
        : base(message)
    {
    }

    internal KMSNotFoundException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The account must subscribe to AWS KMS.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class KMSOptInRequiredException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public KMSOptInRequiredException(string message)
        : base(message)
    {
    }

    internal KMSOptInRequiredException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>AWS KMS throttled the call.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class KMSThrottlingException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public KMSThrottlingException(string message)
        : base(message)
    {
    }

    internal KMSThrottlingException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>There is no such topic.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class NotFoundException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public NotFoundException(string message)
        : base(message)
    {
    }

    internal NotFoundException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The mobile platform application is disabled.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class PlatformApplicationDisabledException : AmazonSimpleNotificationServiceException
{
    /// <summary>An error with a message only.</summary>
    public PlatformApplicationDisabledException(string message)
        : base(message)
    {
    }

    internal PlatformApplicationDisabledException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>A parameter is not well formed.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
public class ValidationException : AmazonSimpleNotificationServiceException
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
}
