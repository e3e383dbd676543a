using Amazon.Runtime.Internal;

namespace Amazon.RDSDataService.Model;

/// <summary>The caller may not do this.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class AccessDeniedException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public AccessDeniedException(string message)
        : base(message)
    {
    }

    internal AccessDeniedException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The call, or the statement in it, is not one that can be run.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class BadRequestException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public BadRequestException(string message)
        : base(message)
    {
    }

    internal BadRequestException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The caller may not do this.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class ForbiddenException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public ForbiddenException(string message)
        : base(message)
    {
    }

    internal ForbiddenException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The Data API is not enabled for the cluster.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class HttpEndpointNotEnabledException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public HttpEndpointNotEnabledException(string message)
        : base(message)
    {
    }

    internal HttpEndpointNotEnabledException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The service failed; try again.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class InternalServerErrorException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public InternalServerErrorException(string message)
        : base(message)
    {
    }

    internal InternalServerErrorException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The secret is not one that holds a name and a password.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class InvalidSecretException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public InvalidSecretException(string message)
        : base(message)
    {
    }

    internal InvalidSecretException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The cluster, the secret or the transaction cannot be found.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_CommitTransaction.html</remarks>
public class NotFoundException : AmazonRDSDataServiceException
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

/// <summary>The secret cannot be read, as when its key may not be used.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class SecretsErrorException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public SecretsErrorException(string message)
        : base(message)
    {
    }

    internal SecretsErrorException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The service cannot take the call for now; try again.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class ServiceUnavailableErrorException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public ServiceUnavailableErrorException(string message)
        : base(message)
    {
    }

    internal ServiceUnavailableErrorException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}
