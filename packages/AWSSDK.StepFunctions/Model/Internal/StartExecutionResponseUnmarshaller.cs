using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StepFunctions.Model.Internal;

/// <summary>Reads a <see cref="StartExecutionResponse"/>.</summary>
internal sealed class StartExecutionResponseUnmarshaller : ServiceResponseUnmarshaller
{
    public static readonly StartExecutionResponseUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var response = new StartExecutionResponse();
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
                case "executionArn": response.ExecutionArn = Text(input, ref reader); break;
                case "startDate": response.StartDate = Time(input, ref reader); break;
            }
        }
        return response;
    }
}
