namespace Amazon.RDSDataService.Model;

/// <summary>A column of a result.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ColumnMetadata.html</remarks>
public class ColumnMetadata
{
    /// <summary>The type of an array's values, as JDBC numbers types; 0 where the column is none.</summary>
    public int? ArrayBaseColumnType { get; set; }

    /// <summary>Whether the database counts it up.</summary>
    public bool? IsAutoIncrement { get; set; }

    /// <summary>Whether upper and lower case are different.</summary>
    public bool? IsCaseSensitive { get; set; }

    /// <summary>Whether it is an amount of money.</summary>
    public bool? IsCurrency { get; set; }

    /// <summary>Whether its numbers may be negative.</summary>
    public bool? IsSigned { get; set; }

    /// <summary>The name that the statement gives to it with <c>AS</c>, or its own.</summary>
    public string Label { get; set; }

    /// <summary>Its own name.</summary>
    public string Name { get; set; }

    /// <summary>Whether it may be NULL: 0 for no, 1 for yes, 2 where that is not known.</summary>
    public int? Nullable { get; set; }

    /// <summary>How many digits its numbers, or characters its texts, have at most.</summary>
    public int? Precision { get; set; }

    /// <summary>How many of the digits are decimals.</summary>
    public int? Scale { get; set; }

    /// <summary>The schema of its table.</summary>
    public string SchemaName { get; set; }

    /// <summary>Its table.</summary>
    public string TableName { get; set; }

    /// <summary>Its type, as JDBC numbers types.</summary>
    /// <remarks>https://docs.oracle.com/javase/8/docs/api/constant-values.html#java.sql.Types.BIT</remarks>
    public int? Type { get; set; }

    /// <summary>Its type, as the database names it.</summary>
    public string TypeName { get; set; }
}
