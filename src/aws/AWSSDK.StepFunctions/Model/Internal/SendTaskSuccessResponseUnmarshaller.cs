using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StepFunctions.Model.Internal;

/// <summary>Reads a <see cref="SendTaskSuccessResponse"/>, which has no members.</summary>
internal sealed class SendTaskSuccessResponseUnmarshaller : ServiceResponseUnmarshaller
{
    public static readonly SendTaskSuccessResponseUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new SendTaskSuccessResponse();
}
