using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Which state machine is to run, and with what.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class StartExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The execution's input: JSON, at most 262,144 bytes of UTF-8; null for <c>{}</c>.</summary>
    public string Input { get; set; }

    /// <summary>
    /// The execution's name: 1 to 80 characters without white space, brackets, wildcards, control characters and any of
    /// <c>"#%\^|~`$&amp;,;:/</c>. It is taken for 90 days after the execution ended. Null for one that AWS makes up.
    /// </summary>
    public string Name { get; set; }

    /// <summary>The ARN of a state machine, or of a version or alias of one: 1 to 256 characters. Required.</summary>
    public string StateMachineArn { get; set; }

    /// <summary>The X-Ray trace that the execution belongs to: at most 256 characters of ASCII.</summary>
    public string TraceHeader { get; set; }
}

/// <summary>The execution that was started, or that ran already under this name with this input.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html</remarks>
public class StartExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>The execution's ARN.</summary>
    public string ExecutionArn { get; set; }

    /// <summary>When it started, UTC.</summary>
    public DateTime? StartDate { get; set; }
}
