using Amazon.CDK.AWS.SNS;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.Mail;

namespace ApprovalWorkflow.Reports;

/// <summary>Properties of <see cref="ReportService"/>.</summary>
/// <param name="Recipients">Who can get reports by mail: 1 to 50 addresses in lower case.</param>
/// <param name="Options">What reports show, and how long they are kept.</param>
public sealed record ReportServiceProps(
    IReadOnlyList<string> Recipients, FunctionDefaults Functions, ReportOptions Options);

/// <summary>Reports: from a database, through S3, to a link in a mail.</summary>
public sealed class ReportService : Construct
{
    /// <summary>Creates the service, with a sample database if none is given.</summary>
    public ReportService(Construct scope, string id, ReportServiceProps props)
        : base(scope, id)
    {
        var (functions, options) = (props.Functions, props.Options);
        var removalPolicy = functions.RemovalPolicy;
        Table = new ReportsTable(this, "Records", removalPolicy);
        Bucket = new ReportsBucket(this, "Bucket", options.KeepFor, removalPolicy);
        if (removalPolicy == RemovalPolicy.DESTROY)
            new ProviderLog(this, "Emptying", ProviderLog.BucketEmptying, functions.LogRetention);
        Topic = new PersonalMails(
            this,
            "Mails",
            "EmailReport",
            props.Recipients,
            MailAttributes.RequestedBy,
            "Reports are also on the website. A queue of failed mails would hold links.");
        var sample = options.Database is null ? new SampleDatabase(this, "Database", removalPolicy) : null;
        SampleMaster = sample?.Master;
        Database = options.Database ?? sample!.Reader;
        var workflow = new ReportWorkflow(
            this, "Workflow", Topic, new(Table, Bucket, Database, options, functions));
        StateMachine = workflow.StateMachine;
        // An update lets reports read as the user only when it is there.
        if (sample is not null)
            workflow.GetReportData.Node.AddDependency(new SampleDataMigration(this, "Migration", sample, functions));
        Reading = new ReportReading(this, "Reading", this, functions);
    }

    /// <summary>Who asked for which report, and its status.</summary>
    public ReportsTable Table { get; }

    public ReportsBucket Bucket { get; }

    /// <summary>Sends the mails. The attribute <c>requestedBy</c> of each names its recipient.</summary>
    public Topic Topic { get; }

    /// <summary>The database that reports read, by a user that may only read.</summary>
    public ReportDatabase Database { get; }

    /// <summary>The sample database by its master user; null if the options name another database.</summary>
    public ReportDatabase? SampleMaster { get; }

    /// <summary>Makes a report and mails the link.</summary>
    public StateMachine StateMachine { get; }

    internal ReportReading Reading { get; }
}
