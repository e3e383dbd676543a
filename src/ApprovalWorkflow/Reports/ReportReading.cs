using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Support;
using Constructs;

namespace ApprovalWorkflow.Reports;

/// <summary>
/// Answers which reports somebody has asked for, and how one of them goes, with a link to it that is good for some
/// minutes.
/// </summary>
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
            ["REPORTS_TABLE_NAME"] = table.TableName,
            ["REPORTS_BUCKET"] = bucket.BucketName,
            ["REPORT_STATE_MACHINE_ARN"] = stateMachine.StateMachineArn,
        });
        // It notes when an execution was stopped, which cannot do so itself.
        ViewReport.Role!.Allow(table.TableArn, "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:UpdateItem");
        bucket.Allow(ViewReport.Role!, ReportsBucket.ReportsPrefix, "s3:GetObject");
        ViewReport.Role!.AddToPrincipalPolicy(StateMachineExecutions.AllowToDescribe(stateMachine));
        ViewReport.Role!.AcknowledgeExecutions(stateMachine);

        ListReports = Create("ListReports", new() { ["REPORTS_TABLE_NAME"] = table.TableName });
        ListReports.Role!.Allow(table.RequesterIndexArn, "dynamodb:Query");
    }

    public HandlerFunction ViewReport { get; }

    public HandlerFunction ListReports { get; }
}
