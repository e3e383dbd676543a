using Amazon.CDK.AWS.SNS;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.Mail;

namespace ApprovalWorkflow.Reports;

/// <summary>What <see cref="ReportService"/> is made with.</summary>
/// <param name="Recipients">Who can get a report by mail: addresses in lower case, 1 to 50.</param>
/// <param name="Options">What is reported.</param>
public sealed record ReportServiceProps(
    IReadOnlyList<string> Recipients, FunctionDefaults Functions, ReportOptions Options);

/// <summary>Reports: from a database, through S3, to a link in a mail.</summary>
public sealed class ReportService : Construct
{
    /// <summary>Creates all of it; where no database is given, also one with sample data.</summary>
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
            "Who gets no mail finds the report on the website; a queue of such mails would hold links, too.");
        Database = options.Database ?? CreateSample(functions);
        StateMachine = new ReportWorkflow(
            this, "Workflow", Topic, new(Table, Bucket, Database, options, functions)).StateMachine;
        Reading = new ReportReading(this, "Reading", this, functions);
    }

    /// <summary>Who asked for which report, and what became of it.</summary>
    public ReportsTable Table { get; }

    public ReportsBucket Bucket { get; }

    /// <summary>Sends the mails. The attribute <c>requestedBy</c> of each names its recipient.</summary>
    public Topic Topic { get; }

    /// <summary>What is read.</summary>
    public ReportDatabase Database { get; }

    /// <summary>Makes a report and mails the link.</summary>
    public StateMachine StateMachine { get; }

    internal ReportReading Reading { get; }

    private ReportDatabase CreateSample(FunctionDefaults functions)
    {
        var sample = new SampleDatabase(this, "Database", functions.RemovalPolicy);
        new SampleDataMigration(this, "Migration", sample, functions);
        return sample.Database;
    }
}
