using Amazon.CDK.AWS.StepFunctions;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow.Functions;
using Constructs;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;

namespace ApprovalWorkflow.Approvals;

/// <summary>
/// Settles a request in the table, and notes that the execution has heard of it. A decision that is there already wins:
/// it came by a link or the website, with a name. Repeating the update changes nothing, so every failure may be
/// retried.
/// </summary>
internal static class RecordDecision
{
    /// <summary>Who decided, when the answer came from the task token itself: the table knows of nobody.</summary>
    private const string HolderOfTheToken = "holder of the task token";

    /// <param name="scope">The construct that the state belongs to.</param>
    /// <param name="id">The name of the state, which puts what the table says into <c>$.decision</c>.</param>
    /// <param name="table">The requests.</param>
    /// <param name="status">The status, unless the table has one.</param>
    /// <param name="fields">What was filled in, as the text of a JSON object, unless the table has it.</param>
    public static DynamoUpdateItem Create(
        Construct scope,
        string id,
        ApprovalTable table,
        string status,
        string fields)
    {
        var record = new DynamoUpdateItem(scope, id, new DynamoUpdateItemProps
        {
            Table = table,
            Key = new Dictionary<string, DynamoAttributeValue> { ["id"] = Text(JsonPath.StringAt("$.request.id")) },
            UpdateExpression =
                "SET #status = if_not_exists(outcome, :status), outcome = if_not_exists(outcome, :status), " +
                "decidedBy = if_not_exists(decidedBy, :by), decidedAt = if_not_exists(decidedAt, :at), " +
                "#comment = if_not_exists(#comment, :comment), fieldValues = if_not_exists(fieldValues, :fields), " +
                "deliveredAt = if_not_exists(deliveredAt, :at) REMOVE taskToken",
            ExpressionAttributeNames = new Dictionary<string, string>
            {
                ["#status"] = "status",
                ["#comment"] = "comment",
            },
            ExpressionAttributeValues = new Dictionary<string, DynamoAttributeValue>
            {
                [":status"] = Text(status),
                [":by"] = Text(HolderOfTheToken),
                [":at"] = Text(JsonPath.StateEnteredTime),
                [":comment"] = Text(""),
                [":fields"] = Text(fields),
            },
            ReturnValues = DynamoReturnValues.UPDATED_NEW,
            ResultSelector = new Dictionary<string, object>
            {
                ["status"] = JsonPath.StringAt("$.Attributes.status.S"),
                ["decidedBy"] = JsonPath.StringAt("$.Attributes.decidedBy.S"),
                ["decidedAt"] = JsonPath.StringAt("$.Attributes.decidedAt.S"),
                ["comment"] = JsonPath.StringAt("$.Attributes.comment.S"),
                ["fields"] = JsonPath.StringAt("States.StringToJson($.Attributes.fieldValues.S)"),
            },
            ResultPath = "$.decision",
        });
        record.AddRetry(LambdaTask.Backoff(Errors.TASKS_FAILED));
        return record;
    }

    private static DynamoAttributeValue Text(string value) => DynamoAttributeValue.FromString(value);
}
