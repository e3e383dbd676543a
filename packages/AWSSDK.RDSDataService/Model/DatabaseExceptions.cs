using Amazon.Runtime.Internal;

namespace Amazon.RDSDataService.Model;

/// <summary>The database answered with an error: its code, and what it says.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class DatabaseErrorException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public DatabaseErrorException(string message)
        : base(message)
    {
    }

    internal DatabaseErrorException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>There is no such cluster.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class DatabaseNotFoundException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public DatabaseNotFoundException(string message)
        : base(message)
    {
    }

    internal DatabaseNotFoundException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The cluster was paused, and is waking up since this call; try again in some seconds.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class DatabaseResumingException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public DatabaseResumingException(string message)
        : base(message)
    {
    }

    internal DatabaseResumingException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The writer cannot be reached.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class DatabaseUnavailableException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public DatabaseUnavailableException(string message)
        : base(message)
    {
    }

    internal DatabaseUnavailableException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The cluster is not in a state in which it can be asked.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class InvalidResourceStateException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public InvalidResourceStateException(string message)
        : base(message)
    {
    }

    internal InvalidResourceStateException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The statement ran for longer than 45 seconds.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class StatementTimeoutException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public StatementTimeoutException(string message)
        : base(message)
    {
    }

    internal StatementTimeoutException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }

    /// <summary>The database's id of the connection that the statement ran on.</summary>
    public long? DbConnectionId { get; set; }
}

/// <summary>There is no such transaction, or it has ended or timed out.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class TransactionNotFoundException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public TransactionNotFoundException(string message)
        : base(message)
    {
    }

    internal TransactionNotFoundException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

/// <summary>The statement has a result that the Data API cannot answer.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class UnsupportedResultException : AmazonRDSDataServiceException
{
    /// <summary>An error with a message only.</summary>
    public UnsupportedResultException(string message)
        : base(message)
    {
    }

    internal UnsupportedResultException(ErrorResponse error)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}
