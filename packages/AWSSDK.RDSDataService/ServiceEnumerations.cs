using Amazon.Runtime;

namespace Amazon.RDSDataService;

/// <summary>
/// How numbers of type DECIMAL are answered. A value that is newer than this list is kept as it came.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ResultSetOptions.html</remarks>
public class DecimalReturnType : ConstantClass
{
    /// <summary>As a double, or as a long where there are no decimals.</summary>
    public static readonly DecimalReturnType DOUBLE_OR_LONG = new("DOUBLE_OR_LONG");

    /// <summary>As text, which keeps every digit.</summary>
    public static readonly DecimalReturnType STRING = new("STRING");

    /// <summary>A type by its name.</summary>
    public DecimalReturnType(string value)
        : base(value)
    {
    }

    /// <summary>A type by its name.</summary>
    public static implicit operator DecimalReturnType(string value) => FindValue<DecimalReturnType>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static DecimalReturnType FindValue(string value) => FindValue<DecimalReturnType>(value);
}

/// <summary>How integers of 64 bits are answered. A value that is newer than this list is kept as it came.</summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ResultSetOptions.html</remarks>
public class LongReturnType : ConstantClass
{
    /// <summary>As a long.</summary>
    public static readonly LongReturnType LONG = new("LONG");

    /// <summary>As text.</summary>
    public static readonly LongReturnType STRING = new("STRING");

    /// <summary>A type by its name.</summary>
    public LongReturnType(string value)
        : base(value)
    {
    }

    /// <summary>A type by its name.</summary>
    public static implicit operator LongReturnType(string value) => FindValue<LongReturnType>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static LongReturnType FindValue(string value) => FindValue<LongReturnType>(value);
}

/// <summary>
/// How the rows of a <c>SELECT</c> are answered. A value that is newer than this list is kept as it came.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html</remarks>
public class RecordsFormatType : ConstantClass
{
    /// <summary>As one text, which is a JSON array of objects.</summary>
    public static readonly RecordsFormatType JSON = new("JSON");

    /// <summary>As records of fields.</summary>
    public static readonly RecordsFormatType NONE = new("NONE");

    /// <summary>A type by its name.</summary>
    public RecordsFormatType(string value)
        : base(value)
    {
    }

    /// <summary>A type by its name.</summary>
    public static implicit operator RecordsFormatType(string value) => FindValue<RecordsFormatType>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static RecordsFormatType FindValue(string value) => FindValue<RecordsFormatType>(value);
}

/// <summary>
/// What a parameter, sent as text, is to the database. A value that is newer than this list is kept as it came.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_SqlParameter.html</remarks>
public class TypeHint : ConstantClass
{
    /// <summary>A date: <c>YYYY-MM-DD</c>.</summary>
    public static readonly TypeHint DATE = new("DATE");

    /// <summary>A decimal number.</summary>
    public static readonly TypeHint DECIMAL = new("DECIMAL");

    /// <summary>JSON.</summary>
    public static readonly TypeHint JSON = new("JSON");

    /// <summary>A time of day: <c>HH:MM:SS[.FFF]</c>.</summary>
    public static readonly TypeHint TIME = new("TIME");

    /// <summary>A date and time: <c>YYYY-MM-DD HH:MM:SS[.FFF]</c>.</summary>
    public static readonly TypeHint TIMESTAMP = new("TIMESTAMP");

    /// <summary>A UUID.</summary>
    public static readonly TypeHint UUID = new("UUID");

    /// <summary>A hint by its name.</summary>
    public TypeHint(string value)
        : base(value)
    {
    }

    /// <summary>A hint by its name.</summary>
    public static implicit operator TypeHint(string value) => FindValue<TypeHint>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static TypeHint FindValue(string value) => FindValue<TypeHint>(value);
}
