using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Reports;
using ApprovalWorkflow.Support;
using Constructs;

namespace ApprovalWorkflow;

/// <summary>
/// Reports: from a database, through S3, to a link in a mail. It is a stack of its own, as the database costs money;
/// whose routes and website these are, is <see cref="ApprovalWorkflowStack"/>, which depends on it. It names neither
/// account nor Region.
/// </summary>
public sealed class ApprovalReportsStack : Stack
{
    private readonly FunctionDefaults functions;
    private readonly RemovalPolicy removalPolicy;

    /// <summary>Synthesizes the stack for valid settings.</summary>
    public ApprovalReportsStack(Construct scope, string id, Settings settings, ReportSettings report)
        : base(scope, id, new StackProps { Description = "Reports from a database, by a link in a mail" })
    {
        removalPolicy = settings.RemovalPolicy;
        functions = FunctionDefaults.From(settings);

        var table = new ReportsTable(this, "Reports", removalPolicy);
        var bucket = new ReportsBucket(this, "Bucket", report.KeepFor, removalPolicy);
        if (removalPolicy == RemovalPolicy.DESTROY)
            new ProviderLog(this, "Emptying", ProviderLog.BucketEmptying, settings.LogRetention);
        var mails = new PersonalMails(
            this,
            "EmailReport",
            "EmailReport",
            settings.Approvers,
            ReportMail.Attribute,
            "Who gets no mail finds the report on the website; a queue of such mails would hold links, too.");
        var database = report.Database ?? CreateSample();
        StateMachine = new ReportWorkflow(
            this,
            "Workflow",
            mails,
            new(table, bucket, database, report, functions)).StateMachine;
        var reading = new ReportReading(this, "Reading", table, bucket, StateMachine, functions);
        (ViewReport, ListReports) = (reading.ViewReport, reading.ListReports);

        Output("ReportStateMachineArn", StateMachine.StateMachineArn, "Makes a report and mails the link");
        Output("ReportsBucketName", bucket.BucketName, "The reports, below reports/");
        Output("ReportTopicArn", mails.TopicArn, "Sends the mails; each approver confirms a subscription once");
        Output("ReportsTableName", table.TableName, "Who asked for which report, and what became of it");
    }

    /// <summary>Makes a report and mails the link.</summary>
    public StateMachine StateMachine { get; }

    /// <summary>Answers how a report goes.</summary>
    public HandlerFunction ViewReport { get; }

    /// <summary>Answers which reports there are.</summary>
    public HandlerFunction ListReports { get; }

    private ReportDatabase CreateSample()
    {
        var sample = new SampleDatabase(this, "Database", removalPolicy);
        new SampleDataMigration(this, "Migration", sample, functions);
        Output("ReportClusterArn", sample.Database.ClusterArn, "The sample database's cluster");
        Output("ReportSecretArn", sample.Database.SecretArn, "Its master user's password, which RDS rotates");
        return sample.Database;
    }

    private void Output(string name, string value, string description) =>
        new CfnOutput(this, name, new CfnOutputProps { Value = value, Description = description });
}
