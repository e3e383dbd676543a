using Amazon.CDK;
using Constructs;

namespace ApprovalWorkflow;

/// <summary>
/// Reports. The stack is separate because its database costs money. Its routes and website belong to
/// <see cref="ApprovalWorkflowStack"/>, which depends on this stack.
/// </summary>
public sealed class ApprovalReportsStack : Stack
{
    public ApprovalReportsStack(Construct scope, string id, Settings settings, ReportOptions options)
        : base(scope, id, new StackProps { Description = "Reports from a database, by a link in a mail" })
    {
        if (settings.DeletionProtection) Aspects.Of(this).Add(new DeletionProtection());
        Reports = new ReportService(this, "Reports", new()
        {
            Recipients = settings.Approvals.Approvers,
            Options = options,
            Functions = settings.Approvals.Functions,
        });
        this.Output(
            "ReportStateMachineArn", Reports.StateMachine.StateMachineArn, "Makes a report and mails the link");
        this.Output("ReportsBucketName", Reports.Bucket.BucketName, "The reports, below reports/");
        this.Output(
            "ReportTopicArn", Reports.Topic.TopicArn, "Sends the mails; each approver confirms a subscription once");
        this.Output("ReportsTableName", Reports.Table.TableName, "Who asked for which report, and its status");
        if (Reports.SampleMaster is not { } master) return;
        this.Output("ReportClusterArn", master.ClusterArn, "The sample database's cluster");
        this.Output("ReportSecretArn", master.SecretArn, "Its master user's password, which RDS rotates");
        this.Output(
            "ReportReaderSecretArn", Reports.Database.SecretArn, "The password of the user that reports read as");
    }

    public ReportService Reports { get; }
}
