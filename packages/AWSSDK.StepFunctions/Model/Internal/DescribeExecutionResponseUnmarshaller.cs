using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.StepFunctions.Model.Internal;

/// <summary>Reads a <see cref="DescribeExecutionResponse"/>.</summary>
internal sealed class DescribeExecutionResponseUnmarshaller : ServiceResponseUnmarshaller
{
    public static readonly DescribeExecutionResponseUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var response = new DescribeExecutionResponse();
        var reader = Reader(input);
        input.Read(ref reader);
        var depth = input.CurrentDepth;
        while (input.ReadAtDepth(depth, ref reader))
        {
            // Members of a member that is not known here come by too.
            if (input.CurrentTokenType != JsonTokenType.PropertyName || input.CurrentDepth != depth)
                continue;
            switch (reader.GetString())
            {
                case "cause": response.Cause = Text(input, ref reader); break;
                case "error": response.Error = Text(input, ref reader); break;
                case "executionArn": response.ExecutionArn = Text(input, ref reader); break;
                case "input": response.Input = Text(input, ref reader); break;
                case "inputDetails": response.InputDetails = Details(input, ref reader); break;
                case "mapRunArn": response.MapRunArn = Text(input, ref reader); break;
                case "name": response.Name = Text(input, ref reader); break;
                case "output": response.Output = Text(input, ref reader); break;
                case "outputDetails": response.OutputDetails = Details(input, ref reader); break;
                case "redriveCount":
                    response.RedriveCount = NullableIntUnmarshaller.Instance.Unmarshall(input, ref reader);
                    break;
                case "redriveDate": response.RedriveDate = Time(input, ref reader); break;
                case "redriveStatus": response.RedriveStatus = Text(input, ref reader); break;
                case "redriveStatusReason": response.RedriveStatusReason = Text(input, ref reader); break;
                case "startDate": response.StartDate = Time(input, ref reader); break;
                case "stateMachineAliasArn": response.StateMachineAliasArn = Text(input, ref reader); break;
                case "stateMachineArn": response.StateMachineArn = Text(input, ref reader); break;
                case "stateMachineVersionArn": response.StateMachineVersionArn = Text(input, ref reader); break;
                case "status": response.Status = Text(input, ref reader); break;
                case "stopDate": response.StopDate = Time(input, ref reader); break;
                case "traceHeader": response.TraceHeader = Text(input, ref reader); break;
            }
        }
        return response;
    }

    private static CloudWatchEventsExecutionDataDetails Details(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader)
    {
        context.Read(ref reader);
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        var details = new CloudWatchEventsExecutionDataDetails();
        var depth = context.CurrentDepth;
        while (context.ReadAtDepth(depth, ref reader))
        {
            if (context.TestExpression("included", depth, ref reader))
                details.Included = NullableBoolUnmarshaller.Instance.Unmarshall(context, ref reader);
        }
        return details;
    }
}
