using Amazon.Runtime;

namespace Amazon.RDSDataService.Model;

/// <summary>The database in which a transaction is to begin.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BeginTransaction.html</remarks>
public class BeginTransactionRequest : AmazonRDSDataServiceRequest
{
    /// <summary>The database's name: at most 64 characters; null for none.</summary>
    public string Database { get; set; }

    /// <summary>The cluster's ARN: 11 to 570 characters. Required.</summary>
    public string ResourceArn { get; set; }

    /// <summary>The schema's name: at most 64 characters.</summary>
    public string Schema { get; set; }

    /// <summary>The ARN of the secret with the user's name and password: 11 to 570 characters. Required.</summary>
    public string SecretArn { get; set; }
}

/// <summary>The transaction. It ends by itself three minutes after its last call, 24 hours after its first.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BeginTransaction.html</remarks>
public class BeginTransactionResponse : AmazonWebServiceResponse
{
    /// <summary>The transaction's id.</summary>
    public string TransactionId { get; set; }
}

/// <summary>The transaction whose changes are to be kept.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_CommitTransaction.html</remarks>
public class CommitTransactionRequest : AmazonRDSDataServiceRequest
{
    /// <summary>The cluster's ARN: 11 to 570 characters. Required.</summary>
    public string ResourceArn { get; set; }

    /// <summary>The ARN of the secret with the user's name and password: 11 to 570 characters. Required.</summary>
    public string SecretArn { get; set; }

    /// <summary>The transaction's id: at most 192 characters. Required.</summary>
    public string TransactionId { get; set; }
}

/// <summary>The changes are kept.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_CommitTransaction.html</remarks>
public class CommitTransactionResponse : AmazonWebServiceResponse
{
    /// <summary>What became of the transaction, in words.</summary>
    public string TransactionStatus { get; set; }
}

/// <summary>The transaction whose changes are to be undone.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_RollbackTransaction.html</remarks>
public class RollbackTransactionRequest : AmazonRDSDataServiceRequest
{
    /// <summary>The cluster's ARN: 11 to 570 characters. Required.</summary>
    public string ResourceArn { get; set; }

    /// <summary>The ARN of the secret with the user's name and password: 11 to 570 characters. Required.</summary>
    public string SecretArn { get; set; }

    /// <summary>The transaction's id: at most 192 characters. Required.</summary>
    public string TransactionId { get; set; }
}

/// <summary>The changes are undone.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_RollbackTransaction.html</remarks>
public class RollbackTransactionResponse : AmazonWebServiceResponse
{
    /// <summary>What became of the transaction, in words.</summary>
    public string TransactionStatus { get; set; }
}
