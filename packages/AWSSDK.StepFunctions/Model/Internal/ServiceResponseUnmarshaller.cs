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
            "ExecutionAlreadyExists" => new ExecutionAlreadyExistsException(error),
            "ExecutionDoesNotExist" => new ExecutionDoesNotExistException(error),
            "ExecutionLimitExceeded" => new ExecutionLimitExceededException(error),
            "InvalidArn" => new InvalidArnException(error),
            "InvalidExecutionInput" => new InvalidExecutionInputException(error),
            "InvalidName" => new InvalidNameException(error),
            "InvalidOutput" => new InvalidOutputException(error),
            "InvalidToken" => new InvalidTokenException(error),
            "KmsAccessDeniedException" => new KmsAccessDeniedException(error),
            "KmsInvalidStateException" =>
                new KmsInvalidStateException(error) { KmsKeyState = Detail(input, "kmsKeyState") },
            "KmsThrottlingException" => new KmsThrottlingException(error),
            "StateMachineDeleting" => new StateMachineDeletingException(error),
            "StateMachineDoesNotExist" => new StateMachineDoesNotExistException(error),
            "TaskDoesNotExist" => new TaskDoesNotExistException(error),
            "TaskTimedOut" => new TaskTimedOutException(error),
            "ValidationException" => new ValidationException(error) { Reason = Detail(input, "reason") },
            _ => new AmazonStepFunctionsException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
        };
    }

    protected static StreamingUtf8JsonReader Reader(JsonUnmarshallerContext context) =>
        new(context.Stream, AWSConfigs.StreamingUtf8JsonReaderBufferSize ?? 4096, context.JsonMaxDepth);

    protected static string Text(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        StringUnmarshaller.Instance.Unmarshall(context, ref reader);

    protected static DateTime? Time(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        NullableDateTimeUnmarshaller.Instance.Unmarshall(context, ref reader);

    /// <summary>A member that an error has beside its message.</summary>
    private static string Detail(JsonUnmarshallerContext context, string name)
    {
        using var body = JsonDocument.Parse(context.GetResponseBodyBytes());
        return body.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
