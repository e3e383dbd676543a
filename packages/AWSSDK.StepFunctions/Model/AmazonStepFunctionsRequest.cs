using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>A request to AWS Step Functions.</summary>
public class AmazonStepFunctionsRequest : AmazonWebServiceRequest
{
}
