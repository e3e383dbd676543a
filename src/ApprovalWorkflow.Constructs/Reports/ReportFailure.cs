using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;
using Parallel = Amazon.CDK.AWS.StepFunctions.Parallel;

namespace ApprovalWorkflow;

/// <summary>
/// What follows a final failure: it is recorded, so that the requester may ask again, and they get a mail. Each step
/// runs even if the one before it failed.
/// </summary>
internal sealed class ReportFailure
{
    /// <summary>The error's path in the state data.</summary>
    public const string Error = "$.error";

    private readonly TaskStateBase _record;

    public ReportFailure(Construct scope, ReportsTable table, ITopic mails, string title)
    {
        Failed = new Fail(scope, "Report failed", new FailProps
        {
            ErrorPath = $"{Error}.Error",
            CausePath = $"{Error}.Cause",
        });
        var mail = ReportMail.Create(
            scope,
            "Mail the failure",
            mails,
            ReportMail.SubjectOfFailure(title),
            JsonPath.Format(
                "Your report could not be created. Please ask for it again on the website:\n\n{}\n\n" +
                "If it fails again, send this id to whoever runs the website:\n\n{}\n",
                ReportMail.Page,
                JsonPath.ExecutionName));
        _record = Record(scope, table);
        ContinueWith(mail, Failed);
        ContinueWith(_record, mail);
    }

    /// <summary>Ends the execution with the error that was caught.</summary>
    public Fail Failed { get; }

    /// <summary>Follows every failure of the state.</summary>
    public T Catch<T>(T state) where T : TaskStateBase
    {
        state.AddCatch(_record, All);
        return state;
    }

    /// <summary>Follows every failure in one of the branches.</summary>
    public Parallel Catch(Parallel state) => state.AddCatch(_record, All);

    private static CatchProps All => new() { Errors = [Errors.ALL], ResultPath = Error };

    private static void ContinueWith(TaskStateBase state, IChainable next)
    {
        state.AddCatch(next, new CatchProps { Errors = [Errors.ALL], ResultPath = JsonPath.DISCARD });
        state.Next(next);
    }

    /// <summary>The condition skips a report that was never recorded.</summary>
    private static DynamoUpdateItem Record(Construct scope, ReportsTable table) =>
        ReportRecord.Retried(new DynamoUpdateItem(scope, "Record failure", new DynamoUpdateItemProps
        {
            Table = table,
            Key = ReportRecord.Key(JsonPath.ExecutionName),
            ConditionExpression = $"attribute_exists({ItemAttributes.Id})",
            UpdateExpression = "SET #status = :status",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#status"] = ReportAttributes.Status },
            ExpressionAttributeValues = new Dictionary<string, DynamoAttributeValue>
            {
                [":status"] = DynamoAttributeValue.FromString(ReportStatus.Failed),
            },
            ResultPath = JsonPath.DISCARD,
        }));
}
