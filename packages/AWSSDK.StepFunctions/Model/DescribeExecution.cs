using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Which execution, and how much of it.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public class DescribeExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The execution's ARN: 1 to 256 characters. Required.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>How much is asked for; null for everything.</summary>
    public IncludedData IncludedData { get; set; }
}

/// <summary>An execution. What does not apply to it is null. Times are UTC.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public class DescribeExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>Why it failed, in words.</summary>
    public string Cause { get; set; }

    /// <summary>The name of the error that it failed with.</summary>
    public string Error { get; set; }

    /// <summary>Its ARN.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>Its input, as JSON.</summary>
    public string Input { get; set; }

    /// <summary>Whether the input is there.</summary>
    public CloudWatchEventsExecutionDataDetails InputDetails { get; set; }

    /// <summary>The Map Run that started it.</summary>
    public string MapRunArn { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>Its output, as JSON, once it succeeded.</summary>
    public string Output { get; set; }

    /// <summary>Whether the output is there.</summary>
    public CloudWatchEventsExecutionDataDetails OutputDetails { get; set; }

    /// <summary>How many times it was run again.</summary>
    public int? RedriveCount { get; set; }

    /// <summary>When it was last run again.</summary>
    public DateTime? RedriveDate { get; set; }

    /// <summary>Whether it can be run again.</summary>
    public ExecutionRedriveStatus RedriveStatus { get; set; }

    /// <summary>Why it cannot be run again.</summary>
    public string RedriveStatusReason { get; set; }

    /// <summary>When it started.</summary>
    public DateTime? StartDate { get; set; }

    /// <summary>The state machine's alias that it was started by.</summary>
    public string StateMachineAliasArn { get; set; }

    /// <summary>Its state machine.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>The state machine's version that it runs.</summary>
    public string StateMachineVersionArn { get; set; }

    /// <summary>What became of it.</summary>
    public ExecutionStatus Status { get; set; }

    /// <summary>When it ended.</summary>
    public DateTime? StopDate { get; set; }

    /// <summary>Its X-Ray trace.</summary>
    public string TraceHeader { get; set; }
}

/// <summary>Whether a value is part of the answer.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_CloudWatchEventsExecutionDataDetails.html</remarks>
public class CloudWatchEventsExecutionDataDetails
{
    /// <summary>Whether it is.</summary>
    public bool? Included { get; set; }
}
