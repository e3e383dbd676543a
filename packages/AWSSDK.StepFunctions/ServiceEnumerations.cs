using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>What becomes of an execution. A value that is newer than this list is kept as it came.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public class ExecutionStatus : ConstantClass
{
    /// <summary>It was stopped.</summary>
    public static readonly ExecutionStatus ABORTED = new("ABORTED");

    /// <summary>It ended in an error.</summary>
    public static readonly ExecutionStatus FAILED = new("FAILED");

    /// <summary>It was redriven and waits to run again.</summary>
    public static readonly ExecutionStatus PENDING_REDRIVE = new("PENDING_REDRIVE");

    /// <summary>It runs, or waits for a task.</summary>
    public static readonly ExecutionStatus RUNNING = new("RUNNING");

    /// <summary>It ended well.</summary>
    public static readonly ExecutionStatus SUCCEEDED = new("SUCCEEDED");

    /// <summary>It ran longer than its state machine lets it.</summary>
    public static readonly ExecutionStatus TIMED_OUT = new("TIMED_OUT");

    /// <summary>A status by its name.</summary>
    public ExecutionStatus(string value)
        : base(value)
    {
    }

    /// <summary>A status by its name.</summary>
    public static implicit operator ExecutionStatus(string value) => FindValue<ExecutionStatus>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static ExecutionStatus FindValue(string value) => FindValue<ExecutionStatus>(value);
}

/// <summary>Whether an execution can be run again from where it failed.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public class ExecutionRedriveStatus : ConstantClass
{
    /// <summary>It cannot.</summary>
    public static readonly ExecutionRedriveStatus NOT_REDRIVABLE = new("NOT_REDRIVABLE");

    /// <summary>It can.</summary>
    public static readonly ExecutionRedriveStatus REDRIVABLE = new("REDRIVABLE");

    /// <summary>It can, with the Map Run that it belongs to.</summary>
    public static readonly ExecutionRedriveStatus REDRIVABLE_BY_MAP_RUN = new("REDRIVABLE_BY_MAP_RUN");

    /// <summary>A status by its name.</summary>
    public ExecutionRedriveStatus(string value)
        : base(value)
    {
    }

    /// <summary>A status by its name.</summary>
    public static implicit operator ExecutionRedriveStatus(string value) => FindValue<ExecutionRedriveStatus>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static ExecutionRedriveStatus FindValue(string value) => FindValue<ExecutionRedriveStatus>(value);
}

/// <summary>How much of an execution is asked for.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public class IncludedData : ConstantClass
{
    /// <summary>Everything; with an encrypted state machine, the caller needs <c>kms:Decrypt</c>.</summary>
    public static readonly IncludedData ALL_DATA = new("ALL_DATA");

    /// <summary>All but input, output, error and cause.</summary>
    public static readonly IncludedData METADATA_ONLY = new("METADATA_ONLY");

    /// <summary>A choice by its name.</summary>
    public IncludedData(string value)
        : base(value)
    {
    }

    /// <summary>A choice by its name.</summary>
    public static implicit operator IncludedData(string value) => FindValue<IncludedData>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static IncludedData FindValue(string value) => FindValue<IncludedData>(value);
}

/// <summary>Why a KMS key cannot be used.</summary>
/// <remarks>https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html</remarks>
public class KmsKeyState : ConstantClass
{
    /// <summary>It is being made.</summary>
    public static readonly KmsKeyState CREATING = new("CREATING");

    /// <summary>It is disabled.</summary>
    public static readonly KmsKeyState DISABLED = new("DISABLED");

    /// <summary>It is about to be deleted.</summary>
    public static readonly KmsKeyState PENDING_DELETION = new("PENDING_DELETION");

    /// <summary>It waits for its key material.</summary>
    public static readonly KmsKeyState PENDING_IMPORT = new("PENDING_IMPORT");

    /// <summary>Its key store is not connected.</summary>
    public static readonly KmsKeyState UNAVAILABLE = new("UNAVAILABLE");

    /// <summary>A state by its name.</summary>
    public KmsKeyState(string value)
        : base(value)
    {
    }

    /// <summary>A state by its name.</summary>
    public static implicit operator KmsKeyState(string value) => FindValue<KmsKeyState>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static KmsKeyState FindValue(string value) => FindValue<KmsKeyState>(value);
}

/// <summary>Why a request cannot be taken.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class ValidationExceptionReason : ConstantClass
{
    /// <summary>The ARN is one of a Distributed Map state.</summary>
    public static readonly ValidationExceptionReason API_DOES_NOT_SUPPORT_LABELED_ARNS =
        new("API_DOES_NOT_SUPPORT_LABELED_ARNS");

    /// <summary>The Map Run has ended.</summary>
    public static readonly ValidationExceptionReason CANNOT_UPDATE_COMPLETED_MAP_RUN =
        new("CANNOT_UPDATE_COMPLETED_MAP_RUN");

    /// <summary>The alias does not route to versions as it must.</summary>
    public static readonly ValidationExceptionReason INVALID_ROUTING_CONFIGURATION =
        new("INVALID_ROUTING_CONFIGURATION");

    /// <summary>A parameter is missing.</summary>
    public static readonly ValidationExceptionReason MISSING_REQUIRED_PARAMETER = new("MISSING_REQUIRED_PARAMETER");

    /// <summary>A reason by its name.</summary>
    public ValidationExceptionReason(string value)
        : base(value)
    {
    }

    /// <summary>A reason by its name.</summary>
    public static implicit operator ValidationExceptionReason(string value) =>
        FindValue<ValidationExceptionReason>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static ValidationExceptionReason FindValue(string value) => FindValue<ValidationExceptionReason>(value);
}
