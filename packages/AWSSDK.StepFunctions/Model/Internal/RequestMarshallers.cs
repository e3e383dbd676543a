using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StepFunctions.Model.Internal;

/// <summary>Writes a <see cref="DescribeExecutionRequest"/>.</summary>
internal sealed class DescribeExecutionRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly DescribeExecutionRequestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (DescribeExecutionRequest)input;
        return JsonRequest.Create(
            request,
            "DescribeExecution",
            [("executionArn", request.ExecutionArn), ("includedData", request.IncludedData?.Value)]);
    }
}

/// <summary>Writes a <see cref="SendTaskSuccessRequest"/>.</summary>
internal sealed class SendTaskSuccessRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly SendTaskSuccessRequestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (SendTaskSuccessRequest)input;
        return JsonRequest.Create(
            request,
            "SendTaskSuccess",
            [("output", request.Output), ("taskToken", request.TaskToken)]);
    }
}

/// <summary>Writes a <see cref="StartExecutionRequest"/>.</summary>
internal sealed class StartExecutionRequestMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly StartExecutionRequestMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (StartExecutionRequest)input;
        return JsonRequest.Create(
            request,
            "StartExecution",
            [
                ("input", request.Input),
                ("name", request.Name),
                ("stateMachineArn", request.StateMachineArn),
                ("traceHeader", request.TraceHeader),
            ]);
    }
}
