using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The answer to a task that waits.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class SendTaskSuccessRequest : AmazonStepFunctionsRequest
{
    /// <summary>The task's result: JSON, at most 262,144 bytes of UTF-8. Required.</summary>
    public string Output { get; set; }

    /// <summary>The token the task handed out: 1 to 2,048 characters. Required.</summary>
    public string TaskToken { get; set; }
}

/// <summary>The answer was taken.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public class SendTaskSuccessResponse : AmazonWebServiceResponse
{
}
