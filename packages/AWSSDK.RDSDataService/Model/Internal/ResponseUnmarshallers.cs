using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using static Amazon.Runtime.Bundled.JsonReading;

namespace Amazon.RDSDataService.Model.Internal;

/// <summary>What each answer has on the wire.</summary>
internal static class ResponseUnmarshallers
{
    public static readonly RdsDataAnswer<BeginTransactionResponse> BeginTransaction = new(static (
        response, member, context, ref reader) =>
    {
        if (member == "transactionId")
            response.TransactionId = Text(context, ref reader);
    });

    public static readonly RdsDataAnswer<CommitTransactionResponse> CommitTransaction = new(static (
        response, member, context, ref reader) =>
    {
        if (member == "transactionStatus")
            response.TransactionStatus = Text(context, ref reader);
    });

    public static readonly RdsDataAnswer<ExecuteStatementResponse> ExecuteStatement = new(static (
        response, member, context, ref reader) =>
    {
        switch (member)
        {
            case "columnMetadata": response.ColumnMetadata = List(context, ref reader, ColumnReading.Column); break;
            case "formattedRecords": response.FormattedRecords = Text(context, ref reader); break;
            case "generatedFields": response.GeneratedFields = Record(context, ref reader); break;
            case "numberOfRecordsUpdated":
                response.NumberOfRecordsUpdated = NullableLongUnmarshaller.Instance.Unmarshall(context, ref reader);
                break;
            case "records": response.Records = List(context, ref reader, Record); break;
        }
    });

    public static readonly RdsDataAnswer<RollbackTransactionResponse> RollbackTransaction = new(static (
        response, member, context, ref reader) =>
    {
        if (member == "transactionStatus")
            response.TransactionStatus = Text(context, ref reader);
    });

    private static List<Field> Record(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        List(context, ref reader, FieldReading.Field);
}
