using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Bundled;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.RDSDataService.Model.Internal;

/// <summary>An operation's answer, with the errors of this service.</summary>
/// <param name="read">Reads a member of the response.</param>
internal sealed class RdsDataAnswer<T>(ReadMember<T> read) : JsonAnswer<T>(read)
    where T : AmazonWebServiceResponse, new()
{
    protected override AmazonServiceException ExceptionOf(ErrorResponse error, JsonUnmarshallerContext input) =>
        error.Code switch
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
                error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode),
        };

    private static long? Connection(JsonUnmarshallerContext context)
    {
        using var body = JsonDocument.Parse(context.GetResponseBodyBytes());
        return body.RootElement.TryGetProperty("dbConnectionId", out var id) && id.ValueKind == JsonValueKind.Number
            ? id.GetInt64()
            : null;
    }
}
