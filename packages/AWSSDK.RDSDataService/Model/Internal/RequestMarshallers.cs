using Amazon.Runtime.Bundled;

namespace Amazon.RDSDataService.Model.Internal;

/// <summary>What each request has on the wire.</summary>
internal static class RequestMarshallers
{
    public static readonly JsonRequest<BeginTransactionRequest> BeginTransaction = new(
        "/BeginTransaction",
        (writer, request) =>
        {
            writer.Text("database", request.Database);
            writer.Text("resourceArn", request.ResourceArn);
            writer.Text("schema", request.Schema);
            writer.Text("secretArn", request.SecretArn);
        });

    public static readonly JsonRequest<CommitTransactionRequest> CommitTransaction = new(
        "/CommitTransaction",
        (writer, request) =>
        {
            writer.Text("resourceArn", request.ResourceArn);
            writer.Text("secretArn", request.SecretArn);
            writer.Text("transactionId", request.TransactionId);
        });

    public static readonly JsonRequest<ExecuteStatementRequest> ExecuteStatement = new(
        "/Execute",
        (writer, request) =>
        {
            writer.Flag("continueAfterTimeout", request.ContinueAfterTimeout);
            writer.Text("database", request.Database);
            writer.Text("formatRecordsAs", request.FormatRecordsAs?.Value);
            writer.Flag("includeResultMetadata", request.IncludeResultMetadata);
            writer.Parameters("parameters", request.Parameters);
            writer.Text("resourceArn", request.ResourceArn);
            writer.Options("resultSetOptions", request.ResultSetOptions);
            writer.Text("schema", request.Schema);
            writer.Text("secretArn", request.SecretArn);
            writer.Text("sql", request.Sql);
            writer.Text("transactionId", request.TransactionId);
        });

    public static readonly JsonRequest<RollbackTransactionRequest> RollbackTransaction = new(
        "/RollbackTransaction",
        (writer, request) =>
        {
            writer.Text("resourceArn", request.ResourceArn);
            writer.Text("secretArn", request.SecretArn);
            writer.Text("transactionId", request.TransactionId);
        });
}
