namespace Amazon.RDSDataService.Model;

/// <summary>A value: one of the members is there, the others are null.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_Field.html</remarks>
public class Field
{
    /// <summary>Several values; not as a parameter.</summary>
    public ArrayValue ArrayValue { get; set; }

    /// <summary>Bytes; all that the stream holds, wherever it stands.</summary>
    public MemoryStream BlobValue { get; set; }

    /// <summary>A truth value.</summary>
    public bool? BooleanValue { get; set; }

    /// <summary>A floating-point number.</summary>
    public double? DoubleValue { get; set; }

    /// <summary>True for NULL.</summary>
    public bool? IsNull { get; set; }

    /// <summary>An integer.</summary>
    public long? LongValue { get; set; }

    /// <summary>Text; also a decimal number, a date or a time.</summary>
    public string StringValue { get; set; }
}

/// <summary>Values of one kind: one of the members is there, the others are null.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ArrayValue.html</remarks>
public class ArrayValue
{
    /// <summary>Arrays.</summary>
    public List<ArrayValue> ArrayValues { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Truth values.</summary>
    public List<bool> BooleanValues { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Floating-point numbers.</summary>
    public List<double> DoubleValues { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Integers.</summary>
    public List<long> LongValues { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Texts.</summary>
    public List<string> StringValues { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
