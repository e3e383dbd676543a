using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow.StateMachines;
using static ApprovalWorkflow.Contract.RequestAttributes;
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

    /// <param name="id">The name of the state, which puts what the table says into <c>$.decision</c>.</param>
    /// <param name="table">The requests.</param>
    /// <param name="status">The status, unless the table has one.</param>
    /// <param name="fields">What was filled in, as the text of a JSON object, unless the table has it.</param>
    public static DynamoUpdateItem Create(Construct scope, string id, ApprovalTable table, string status, string fields)
    {
        var record = new DynamoUpdateItem(scope, id, new DynamoUpdateItemProps
        {
            Table = table,
            Key = new Dictionary<string, DynamoAttributeValue>
            {
                [ItemAttributes.Id] = Text(JsonPath.StringAt("$.request.id")),
            },
            UpdateExpression =
                $"SET #status = if_not_exists({Outcome}, :status), {Unless(Outcome, ":status")}, " +
                $"{Unless(DecidedBy, ":by")}, {Unless(DecidedAt, ":at")}, {Unless("#comment", ":comment")}, " +
                $"{Unless(FieldValues, ":fields")}, {Unless(DeliveredAt, ":at")} REMOVE {TaskToken}",
            ExpressionAttributeNames = new Dictionary<string, string>
            {
                ["#status"] = Status,
                ["#comment"] = Comment,
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
                ["status"] = JsonPath.StringAt(Written(Status)),
                ["decidedBy"] = JsonPath.StringAt(Written(DecidedBy)),
                ["decidedAt"] = JsonPath.StringAt(Written(DecidedAt)),
                ["comment"] = JsonPath.StringAt(Written(Comment)),
                ["fields"] = JsonPath.StringAt($"States.StringToJson({Written(FieldValues)})"),
            },
            ResultPath = "$.decision",
        });
        record.AddRetry(LambdaTask.Backoff(Errors.TASKS_FAILED));
        return record;
    }

    /// <summary>Sets an attribute that is not there yet.</summary>
    private static string Unless(string attribute, string value) =>
        $"{attribute} = if_not_exists({attribute}, {value})";

    /// <summary>Where the answer has the text of an attribute.</summary>
    private static string Written(string attribute) => $"$.Attributes.{attribute}.S";

    private static DynamoAttributeValue Text(string value) => DynamoAttributeValue.FromString(value);
}
