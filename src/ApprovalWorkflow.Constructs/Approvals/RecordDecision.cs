using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow.StateMachines;
using static ApprovalWorkflow.Contract.RequestAttributes;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;

namespace ApprovalWorkflow.Approvals;

/// <summary>
/// Records the outcome and that the execution has it. An earlier decision, by link or on the website, wins. The update
/// is idempotent, so every failure is retried.
/// </summary>
internal static class RecordDecision
{
    /// <summary>Who decided if the answer came by the task token, which names nobody.</summary>
    private const string HolderOfTheToken = "holder of the task token";

    /// <param name="id">The state's name. Its result takes the place of <c>$.callback</c>.</param>
    /// <param name="status">The status, unless the table has one.</param>
    /// <param name="fields">The field values as a JSON text, unless the table has them.</param>
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
                $"{Unless(Comments, ":comments")}, {Unless(FieldValues, ":fields")}, " +
                $"{Unless(DeliveredAt, ":at")} REMOVE {TaskToken}",
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
                [":comments"] = Text("[]"),
                [":fields"] = Text(fields),
            },
            ReturnValues = DynamoReturnValues.UPDATED_NEW,
            ResultSelector = new Dictionary<string, object>
            {
                ["status"] = JsonPath.StringAt(Written(Status)),
                ["decidedBy"] = JsonPath.StringAt(Written(DecidedBy)),
                ["decidedAt"] = JsonPath.StringAt(Written(DecidedAt)),
                ["comment"] = JsonPath.StringAt(Written(Comment)),
                ["comments"] = JsonPath.StringAt($"States.StringToJson({Written(Comments)})"),
                ["fields"] = JsonPath.StringAt($"States.StringToJson({Written(FieldValues)})"),
            },
            ResultPath = "$.callback",
        });
        record.AddRetry(LambdaTask.Backoff(Errors.TASKS_FAILED));
        return record;
    }

    /// <summary>Sets an attribute unless it exists.</summary>
    private static string Unless(string attribute, string value) =>
        $"{attribute} = if_not_exists({attribute}, {value})";

    /// <summary>The path of an attribute in the answer.</summary>
    private static string Written(string attribute) => $"$.Attributes.{attribute}.S";

    private static DynamoAttributeValue Text(string value) => DynamoAttributeValue.FromString(value);
}
