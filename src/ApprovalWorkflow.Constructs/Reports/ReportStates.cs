using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;
using Parallel = Amazon.CDK.AWS.StepFunctions.Parallel;

namespace ApprovalWorkflow;

/// <summary>
/// The states that make a report. State data: the input (see <see cref="ReportWorkflow"/>); <c>report</c> has the
/// answer of OpenReport; <c>data</c> says where the rows are; <c>made</c> has the report and the link.
/// </summary>
internal sealed class ReportStates(
    Construct scope, ReportFunctions functions, ReportFailure failure, ReportsTable table, ITopic mails, string title)
{
    private const string DuplicateOf = "$.report.answer.duplicateOf";

    public IChainable Build()
    {
        var open = Open();
        // Nobody can get a mail: the input does not name the requester.
        open.AddCatch(
            failure.Failed, new CatchProps { Errors = [ErrorNames.InvalidRequest], ResultPath = ReportFailure.Error });
        failure.Catch(open);
        var get = failure.Catch(GetData());
        var make = failure.Catch(Make());
        var record = failure.Catch(Record());
        var outcome = Outcome();
        var mail = Mail();
        mail.AddCatch(MailAgain(outcome), Whatever);
        var rest = get.Next(make).Next(record).Next(mail).Next(outcome);
        return open.Next(new Choice(scope, "Being made already?")
            .When(Condition.IsPresent(DuplicateOf), new Succeed(scope, "Made by the other"))
            .Otherwise(rest));
    }

    private LambdaInvoke Open() => LambdaTask.Create(scope, "Open report", functions.OpenReport, new()
    {
        Payload = TaskInput.FromObject(new Dictionary<string, object>
        {
            ["id"] = JsonPath.ExecutionName,
            ["startedAt"] = JsonPath.ExecutionStartTime,
            ["input"] = At("$"),
        }),
        ResultSelector = new Dictionary<string, object> { ["answer"] = At("$.Payload") },
        ResultPath = "$.report",
    });

    private LambdaInvoke GetData()
    {
        var get = LambdaTask.CreateWithFewRetries(scope, "Get report data", functions.GetReportData, attempts: 3, new()
        {
            Payload = TaskInput.FromObject(new Dictionary<string, object> { ["id"] = JsonPath.ExecutionName }),
            ResultSelector = new Dictionary<string, object>
            {
                ["prefix"] = At("$.Payload.prefix"),
                ["pages"] = At("$.Payload.pages"),
                ["rows"] = At("$.Payload.rows"),
                ["generatedAt"] = At("$.Payload.generatedAt"),
            },
            ResultPath = "$.data",
        });
        // A paused database takes about 15 seconds to resume, and longer after a day.
        // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
        get.AddRetry(new RetryProps
        {
            Errors = [ErrorNames.DatabaseResuming],
            Interval = Duration.Seconds(5),
            BackoffRate = 1.5,
            MaxAttempts = 10,
            MaxDelay = Duration.Seconds(30),
        });
        return get;
    }

    /// <summary>Parallel, because the link does not need the report. The mail waits for both.</summary>
    private Parallel Make()
    {
        var render = LambdaTask.CreateWithFewRetries(scope, "Render report", functions.RenderReport, attempts: 2, new()
        {
            Payload = TaskInput.FromObject(new Dictionary<string, object>
            {
                ["id"] = JsonPath.ExecutionName,
                ["requestedBy"] = At("$.requestedBy"),
                ["data"] = At("$.data"),
            }),
            OutputPath = "$.Payload",
        });
        var create = functions.CreateReportLink;
        var link = LambdaTask.CreateWithFewRetries(scope, "Create report link", create, attempts: 3, new()
        {
            Payload = TaskInput.FromObject(new Dictionary<string, object> { ["id"] = JsonPath.ExecutionName }),
            OutputPath = "$.Payload",
        });
        return new Parallel(scope, "Render and link", new ParallelProps
        {
            ResultSelector = new Dictionary<string, object> { ["report"] = At("$[0]"), ["link"] = At("$[1]") },
            ResultPath = "$.made",
        }).Branch(render, link);
    }

    /// <summary>The condition keeps a redriven execution from creating a record without an owner.</summary>
    private DynamoUpdateItem Record() => ReportRecord.Retried(
        new DynamoUpdateItem(scope, "Record report", new DynamoUpdateItemProps
        {
            Table = table,
            Key = ReportRecord.Key(JsonPath.ExecutionName),
            ConditionExpression = $"attribute_exists({ItemAttributes.Id})",
            UpdateExpression = $"SET #status = :status, #rows = :rows, {ReportAttributes.GeneratedAt} = :at",
            ExpressionAttributeNames = new Dictionary<string, string>
            {
                ["#status"] = ReportAttributes.Status,
                ["#rows"] = ReportAttributes.Rows,
            },
            ExpressionAttributeValues = new Dictionary<string, DynamoAttributeValue>
            {
                [":status"] = DynamoAttributeValue.FromString(ReportStatus.Ready),
                [":rows"] = DynamoAttributeValue.NumberFromString(JsonPath.Format("{}", At("$.data.rows"))),
                [":at"] = DynamoAttributeValue.FromString(At("$.data.generatedAt")),
            },
            ResultPath = JsonPath.DISCARD,
        }));

    private SnsPublish Mail() => ReportMail.Create(
        scope,
        "Mail the link",
        mails,
        ReportMail.Subject(title),
        JsonPath.Format(
            "Your report is ready:\n\n{}\n\nRows: {}\nRead from the database at {}\n\n" +
            "Anyone with this link can open the report until {}, so do not forward this mail. After that, open the " +
            "report on the website:\n\n{}\n\nReport {}\n",
            At("$.made.link.url"),
            At("$.data.rows"),
            ReportMail.Time("$.data.generatedAt"),
            ReportMail.Time("$.made.link.expiresAt"),
            ReportMail.Page,
            JsonPath.ExecutionName));

    /// <summary>
    /// A report is ready even if its mail failed. The record says so, and a mail without the link, which would expire,
    /// is tried for about a day. If that fails too, the report still succeeds.
    /// </summary>
    private DynamoUpdateItem MailAgain(Pass outcome)
    {
        var unsent = RecordMail("Record unsent mail", $"SET {ReportAttributes.Mail} = :mail", new()
        {
            [":mail"] = DynamoAttributeValue.FromString(ReportMails.Unsent),
        });
        var again = ReportMail.Create(
            scope,
            "Mail again",
            mails,
            ReportMail.Subject(title),
            JsonPath.Format(
                "Your report is ready. Open it on the website:\n\n{}\n\nRows: {}\nRead from the database at {}\n\n" +
                "Report {}\n",
                ReportMail.Page,
                At("$.data.rows"),
                ReportMail.Time("$.data.generatedAt"),
                JsonPath.ExecutionName),
            new RetryProps
            {
                Errors = [Errors.TASKS_FAILED],
                Interval = Duration.Minutes(1),
                BackoffRate = 2,
                MaxAttempts = 30,
                MaxDelay = Duration.Hours(1),
                JitterStrategy = JitterType.FULL,
            });
        var sent = RecordMail("Record sent mail", $"REMOVE {ReportAttributes.Mail}");
        unsent.AddCatch(again, Whatever);
        again.AddCatch(outcome, Whatever);
        sent.AddCatch(outcome, Whatever);
        unsent.Next(again).Next(sent).Next(outcome);
        return unsent;
    }

    private static CatchProps Whatever => new() { Errors = [Errors.ALL], ResultPath = JsonPath.DISCARD };

    private DynamoUpdateItem RecordMail(
        string id, string update, Dictionary<string, DynamoAttributeValue>? values = null) =>
        ReportRecord.Retried(new DynamoUpdateItem(scope, id, new DynamoUpdateItemProps
        {
            Table = table,
            Key = ReportRecord.Key(JsonPath.ExecutionName),
            ConditionExpression = $"attribute_exists({ItemAttributes.Id})",
            UpdateExpression = update,
            ExpressionAttributeValues = values,
            ResultPath = JsonPath.DISCARD,
        }));

    /// <summary>Omits the link, because Step Functions sends an execution's output to EventBridge.</summary>
    private Pass Outcome() => new(scope, "Report made", new PassProps
    {
        Parameters = new Dictionary<string, object>
        {
            ["id"] = JsonPath.ExecutionName,
            ["rows"] = At("$.data.rows"),
            ["generatedAt"] = At("$.data.generatedAt"),
        },
    });

    private static string At(string path) => JsonPath.StringAt(path);
}
