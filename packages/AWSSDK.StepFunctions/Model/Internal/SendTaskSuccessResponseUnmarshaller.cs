using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StepFunctions.Model.Internal;

/// <summary>Reads a <see cref="SendTaskSuccessResponse"/>, which has no members.</summary>
internal sealed class SendTaskSuccessResponseUnmarshaller : ServiceResponseUnmarshaller
{
    public static readonly SendTaskSuccessResponseUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        // A proxy's page is not the service's answer, and must not be taken for a callback that was delivered.
        var reader = Reader(input);
        while (input.ResponseData.ContentLength != 0 && input.Read(ref reader))
        {
        }
        return new SendTaskSuccessResponse();
    }
}
