namespace ApprovalWorkflow;

/// <summary>Functions that list a requester's reports, and view one with a link that lasts minutes.</summary>
internal sealed class ReportReading : Construct
{
    public ReportReading(
        Construct scope,
        string id,
        ReportsTable table,
        ReportsBucket bucket,
        StateMachine stateMachine,
        FunctionDefaults defaults)
        : base(scope, id)
    {
        HandlerFunction Create(string handler, Dictionary<string, string> environment) =>
            new(this, handler, Duration.Seconds(10), defaults, environment);

        ViewReport = Create("ViewReport", new()
        {
            [Variables.ReportsTable] = table.TableName,
            [Variables.ReportsBucket] = bucket.BucketName,
            [Variables.ReportStateMachine] = stateMachine.StateMachineArn,
        });
        // Records that an execution was stopped, which the execution itself cannot do.
        ViewReport.Role!.Allow(table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        bucket.Allow(ViewReport.Role!, ReportKeys.ReportsPrefix, "s3:GetObject");
        ViewReport.Role!.AddToPrincipalPolicy(StateMachineExecutions.AllowToDescribe(stateMachine));
        ViewReport.Role!.AcknowledgeExecutions(stateMachine);

        ListReports = Create("ListReports", new() { [Variables.ReportsTable] = table.TableName });
        ListReports.Role!.Allow(table.RequesterIndexArn, "dynamodb:Query");
    }

    public HandlerFunction ViewReport { get; }

    public HandlerFunction ListReports { get; }
}
