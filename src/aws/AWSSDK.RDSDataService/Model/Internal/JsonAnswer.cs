using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.RDSDataService.Model.Internal;

/// <summary>Reads an operation's answer; the errors are the same for all operations.</summary>
/// <param name="read">Reads a member of the response.</param>
internal sealed class JsonAnswer<T>(ReadMember<T> read) : JsonResponseUnmarshaller
    where T : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var reader = JsonReading.Reader(input);
        return JsonReading.Structure(input, ref reader, read)
            ?? throw new JsonException("The answer is null.");
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = JsonReading.Reader(input);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return error.Code switch
        {
            "AccessDeniedException" => new AccessDeniedException(error),
            "BadRequestException" => new BadRequestException(error),
            "DatabaseErrorException" => new DatabaseErrorException(error),
            "DatabaseNotFoundException" => new DatabaseNotFoundException(error),
            "DatabaseResumingException" => new DatabaseResumingException(error),
            "DatabaseUnavailableException" => new DatabaseUnavailableException(error),
            "ForbiddenException" => new ForbiddenException(error),
            "HttpEndpointNotEnabledException" => new HttpEndpointNotEnabledException(error),
            "InternalServerErrorException" => new InternalServerErrorException(error),
            "InvalidResourceStateException" => new InvalidResourceStateException(error),
            "InvalidSecretException" => new InvalidSecretException(error),
            "NotFoundException" => new NotFoundException(error),
            "SecretsErrorException" => new SecretsErrorException(error),
            "ServiceUnavailableError" => new ServiceUnavailableErrorException(error),
            "StatementTimeoutException" => new StatementTimeoutException(error) { DbConnectionId = Connection(input) },
            "TransactionNotFoundException" => new TransactionNotFoundException(error),
            "UnsupportedResultException" => new UnsupportedResultException(error),
            _ => new AmazonRDSDataServiceException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
        };
    }

    private static long? Connection(JsonUnmarshallerContext context)
    {
        using var body = JsonDocument.Parse(context.GetResponseBodyBytes());
        return body.RootElement.TryGetProperty("dbConnectionId", out var id) && id.ValueKind == JsonValueKind.Number
            ? id.GetInt64()
            : null;
    }
}
