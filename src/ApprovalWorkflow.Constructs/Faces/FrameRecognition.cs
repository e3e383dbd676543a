using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Logs;

namespace ApprovalWorkflow;

internal sealed record FrameRecognitionProps(FaceStores Stores, StateMachine Workflow, FaceRecognitionProps Faces);

/// <summary>
/// Examines each new frame: a known person causes a mail, a stranger starts the workflow. The metric <c>Frames</c>
/// counts the outcomes. A frame that failed stays in a queue.
/// </summary>
internal sealed class FrameRecognition : Construct
{
    /// <summary>Counts frames, by <see cref="Dimension"/>.</summary>
    public const string Metric = "Frames";

    public const string Dimension = "Outcome";

    private readonly FrameRecognitionProps _props;

    public FrameRecognition(Construct scope, string id, FrameRecognitionProps props)
        : base(scope, id)
    {
        _props = props;
        var recognize = CreateRecognizeFace();
        _props.Stores.Frames.Notify(recognize);
        Count(recognize.LogGroup);
    }

    private HandlerFunction CreateRecognizeFace()
    {
        var events = new EventInvocation(
            new DeadLetterQueue(
                this,
                "Unrecognized",
                "A frame was not examined. The log of RecognizeFace says why. Invoke RecognizeFace with the message to "
                + "try again."),
            Retries: 2,
            MaxAge: Duration.Hours(6));
        var function = new HandlerFunction(
            this, "RecognizeFace", Duration.Seconds(60), _props.Faces.Functions, Environment(), events);
        Permit(function);
        return function;
    }

    private Dictionary<string, string> Environment() =>
        new(_props.Stores.Environment(people: true, strangers: true))
        {
            [Variables.FaceStateMachine] = _props.Workflow.StateMachineArn,
            [Variables.RequestsTable] = _props.Faces.Requests.TableName,
            [Variables.Approvers] = string.Join(',', _props.Faces.Approvals.Options.Approvers),
            [Variables.WebsiteUrl] = _props.Faces.Approvals.WebsiteUrl,
            [Variables.DetectionQuietPeriod] = _props.Faces.Options.DetectionQuietPeriod.InSeconds(),
            [Variables.ExpireAfter] = _props.Faces.Approvals.Options.ExpireAfter.InSeconds(),
        };

    private void Permit(HandlerFunction function)
    {
        var role = function.Role!;
        var stores = _props.Stores;
        // Rekognition reads the image with the caller's permissions.
        // https://docs.aws.amazon.com/rekognition/latest/APIReference/API_S3Object.html
        stores.Frames.Allow(role, ImagePrefixes.Frames, "s3:GetObject");
        stores.Frames.Allow(role, ImagePrefixes.Asked, "s3:GetObject", "s3:PutObject");
        foreach (var collection in new[] { stores.People, stores.Strangers })
            role.Allow(
                collection.AttrArn, "rekognition:DeleteFaces", "rekognition:IndexFaces", "rekognition:SearchFaces");
        var table = stores.Table.TableArn;
        role.Allow(table, "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem");
        role.Allow(_props.Workflow.StateMachineArn, "states:StartExecution");
        role.AddToPrincipalPolicy(StateMachineExecutions.AllowToDescribe(_props.Workflow));
        role.AcknowledgeExecutions(_props.Workflow);
        _props.Faces.Mails.Equip(function);
        // Mails by SNS about people and about requests share one pace.
        if (_props.Faces.Mails is PersonalMails)
            role.AllowOnItems(_props.Faces.Requests.TableArn, MailKeys.Prefix, "dynamodb:UpdateItem");
    }

    private void Count(ILogGroup log) => new MetricFilter(this, "Outcomes", new MetricFilterProps
    {
        LogGroup = log,
        FilterPattern = FilterPattern.Exists("$.frameOutcome"),
        MetricNamespace = LogMetric.Namespace(this),
        MetricName = Metric,
        MetricValue = "1",
        Unit = Unit.COUNT,
        Dimensions = new Dictionary<string, string> { [Dimension] = "$.frameOutcome" },
    });
}
