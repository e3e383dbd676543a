using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.StepFunctions.Model.Internal;

/// <summary>Reads the service's answers; its errors are the same for all operations.</summary>
internal abstract class ServiceResponseUnmarshaller : JsonResponseUnmarshaller
{
    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = Reader(input);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return error.Code switch
        {
            "ExecutionDoesNotExist" => new ExecutionDoesNotExistException(error),
            "InvalidArn" => new InvalidArnException(error),
            "InvalidOutput" => new InvalidOutputException(error),
            "InvalidToken" => new InvalidTokenException(error),
            "KmsAccessDeniedException" => new KmsAccessDeniedException(error),
            "KmsInvalidStateException" => new KmsInvalidStateException(error) { KmsKeyState = KeyState(input) },
            "KmsThrottlingException" => new KmsThrottlingException(error),
            "TaskDoesNotExist" => new TaskDoesNotExistException(error),
            "TaskTimedOut" => new TaskTimedOutException(error),
            _ => new AmazonStepFunctionsException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
        };
    }

    protected static StreamingUtf8JsonReader Reader(JsonUnmarshallerContext context) =>
        new(context.Stream, AWSConfigs.StreamingUtf8JsonReaderBufferSize ?? 4096, context.JsonMaxDepth);

    private static KmsKeyState KeyState(JsonUnmarshallerContext context)
    {
        using var body = JsonDocument.Parse(context.GetResponseBodyBytes());
        return body.RootElement.TryGetProperty("kmsKeyState", out var state) ? state.GetString() : null;
    }
}
