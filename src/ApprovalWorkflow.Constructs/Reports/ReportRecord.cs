using Amazon.CDK.AWS.StepFunctions.Tasks;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;

namespace ApprovalWorkflow;

/// <summary>Items of <see cref="ReportsTable"/> in states.</summary>
internal static class ReportRecord
{
    public static Dictionary<string, DynamoAttributeValue> Key(string id) => new()
    {
        [ItemAttributes.Id] = DynamoAttributeValue.FromString(id),
    };

    /// <summary>Retries a write, but not a failed condition, which would fail again.</summary>
    public static T Retried<T>(T write) where T : TaskStateBase
    {
        write.AddRetry(new RetryProps { Errors = ["DynamoDB.ConditionalCheckFailedException"], MaxAttempts = 0 });
        write.AddRetry(LambdaTask.Backoff(Errors.TASKS_FAILED));
        return write;
    }
}
