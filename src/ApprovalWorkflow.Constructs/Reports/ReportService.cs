using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SNS;

namespace ApprovalWorkflow;

/// <summary>Properties of <see cref="ReportService"/>.</summary>
public sealed record ReportServiceProps
{
    /// <summary>Who can get reports by mail: 1 to 50 email addresses. Each confirms a subscription once.</summary>
    /// <exception cref="InvalidPropertyException">An address is invalid, or they are too many or too long.</exception>
    public required IReadOnlyList<string> Recipients
    {
        get;
        init => field = ApproverList.Checked(value, nameof(Recipients));
    }

    /// <summary>What reports show, and how long they are kept. Default: the sample's inventory.</summary>
    public ReportOptions Options { get; init; } = new();

    /// <summary>The functions' processors, how long logs are kept, and what happens to data.</summary>
    public FunctionSettings Functions { get; init; } = new();
}

/// <summary>Reports: from a database, through S3, to a link in a mail.</summary>
public sealed class ReportService : Construct
{
    /// <summary>Creates the service, with a sample database if none is given.</summary>
    /// <exception cref="InvalidPropertyException">The package has no functions for the processor.</exception>
    public ReportService(Construct scope, string id, ReportServiceProps props)
        : base(scope, id)
    {
        props.Options.Check();
        if (props.Recipients.Count == 0)
            Annotations.Of(this).AddError(
                "Recipients is empty: nobody could get a report. Name one or more email addresses.");
        var (functions, options) = (new FunctionDefaults(props.Functions), props.Options);
        var removalPolicy = functions.RemovalPolicy;
        var table = new ReportsTable(this, "Records", removalPolicy);
        var bucket = new ReportsBucket(this, "Bucket", options.KeepFor, removalPolicy);
        if (removalPolicy == RemovalPolicy.DESTROY)
            new ProviderLog(this, "Emptying", ProviderLog.BucketEmptying, functions.LogRetention);
        var mails = new PersonalMails(
            this,
            "Mails",
            existing: null,
            "EmailReport",
            props.Recipients,
            MailAttributes.RequestedBy,
            "Reports are also on the website. A queue of failed mails would hold links.");
        var sample = options.Database is null ? new SampleDatabase(this, "Database", removalPolicy) : null;
        SampleMaster = sample?.Master;
        Database = options.Database ?? sample!.Reader;
        var workflow = new ReportWorkflow(
            this, "Workflow", mails.Topic, new(table, bucket, Database, options, functions));
        // In an update, reports read as this user only after the migration has created it.
        if (sample is not null)
            workflow.GetReportData.Node.AddDependency(new SampleDataMigration(this, "Migration", sample, functions));
        Reading = new ReportReading(this, "Reading", table, bucket, workflow.StateMachine, functions);
        (Table, Bucket, Topic, StateMachine) = (table, bucket, mails.Topic, workflow.StateMachine);
    }

    /// <summary>Who asked for which report, and its status.</summary>
    public ITable Table { get; }

    /// <summary>The reports, below <c>reports/</c>.</summary>
    public IBucket Bucket { get; }

    /// <summary>Sends the mails. The attribute <c>requestedBy</c> of each names its recipient.</summary>
    public ITopic Topic { get; }

    /// <summary>The database that reports read, by a user that may only read.</summary>
    public ReportDatabase Database { get; }

    /// <summary>Makes a report and mails the link.</summary>
    public IStateMachine StateMachine { get; }

    /// <summary>The sample database by its master user; null if the options name another database.</summary>
    internal ReportDatabase? SampleMaster { get; }

    internal ReportReading Reading { get; }
}
