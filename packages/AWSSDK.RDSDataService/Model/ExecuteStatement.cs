using Amazon.Runtime;

namespace Amazon.RDSDataService.Model;

/// <summary>A statement, and the database in which it is to run.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class ExecuteStatementRequest : AmazonRDSDataServiceRequest
{
    /// <summary>Whether it goes on when the call ends after 45 seconds; null for not.</summary>
    public bool? ContinueAfterTimeout { get; set; }

    /// <summary>The database's name: at most 64 characters; null for none, or that of the transaction.</summary>
    public string Database { get; set; }

    /// <summary>How the rows of a <c>SELECT</c> are answered; null for <see cref="RecordsFormatType.NONE"/>.</summary>
    public RecordsFormatType FormatRecordsAs { get; set; }

    /// <summary>Whether the columns are answered too; null for not.</summary>
    public bool? IncludeResultMetadata { get; set; }

    /// <summary>The values that stand in the statement as <c>:name</c>.</summary>
    public List<SqlParameter> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The cluster's ARN: 11 to 570 characters. Required.</summary>
    public string ResourceArn { get; set; }

    /// <summary>How numbers are answered; null for the defaults.</summary>
    public ResultSetOptions ResultSetOptions { get; set; }

    /// <summary>The schema's name: at most 64 characters. AWS does not support it yet.</summary>
    public string Schema { get; set; }

    /// <summary>The ARN of the secret with the user's name and password: 11 to 570 characters. Required.</summary>
    public string SecretArn { get; set; }

    /// <summary>The statement: at most 65,536 characters. Required.</summary>
    public string Sql { get; set; }

    /// <summary>The transaction it is part of: at most 192 characters; null to have it committed by itself.</summary>
    public string TransactionId { get; set; }
}

/// <summary>What the database answered: at most 1 MiB, or the call ends in an error.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class ExecuteStatementResponse : AmazonWebServiceResponse
{
    /// <summary>The columns, if they were asked for.</summary>
    public List<ColumnMetadata> ColumnMetadata { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The rows as JSON, if they were asked for like that.</summary>
    public string FormattedRecords { get; set; }

    /// <summary>The values that the database made for new rows; not with Aurora PostgreSQL.</summary>
    public List<Field> GeneratedFields { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>How many rows were changed.</summary>
    public long? NumberOfRecordsUpdated { get; set; }

    /// <summary>The rows, with a field for each column.</summary>
    public List<List<Field>> Records { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

/// <summary>A value that stands in a statement as <c>:name</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_SqlParameter.html</remarks>
public class SqlParameter
{
    /// <summary>The name, without the colon.</summary>
    public string Name { get; set; }

    /// <summary>What the value is, where it is sent as text and is more than that; null for text.</summary>
    public TypeHint TypeHint { get; set; }

    /// <summary>The value.</summary>
    public Field Value { get; set; }
}

/// <summary>How numbers are answered.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ResultSetOptions.html</remarks>
public class ResultSetOptions
{
    /// <summary>How numbers of type DECIMAL are; null for <see cref="DecimalReturnType.STRING"/>.</summary>
    public DecimalReturnType DecimalReturnType { get; set; }

    /// <summary>How integers of 64 bits are; null for <see cref="LongReturnType.LONG"/>.</summary>
    public LongReturnType LongReturnType { get; set; }
}
