using Amazon.CDK.AWS.StepFunctions.Tasks;

namespace ApprovalWorkflow;

internal sealed record FaceWorkflowProps(
    FaceStores Stores, ApprovalsBase Approvals, FunctionDefaults Functions, TimeSpan StrangerQuietPeriod);

/// <summary>Asks who a stranger is. A person who gets a name is enrolled; any other face is dismissed.</summary>
/// <remarks>
/// Input: <c>{"face": {"bucket", "key", "box": {"left", "top", "width", "height"}, "strangerFaceId", "frame", "camera",
/// "place", "seenAt"}}</c>.
/// </remarks>
internal sealed class FaceWorkflow : Construct
{
    private readonly FaceWorkflowProps _props;

    public FaceWorkflow(Construct scope, string id, FaceWorkflowProps props)
        : base(scope, id)
    {
        _props = props;
        var enroll = CreateEnrollFace();
        var dismiss = CreateDismissFace();
        var forget = Process("Dismiss face", dismiss);
        var approval = new HumanApproval(this, "Approval", new(_props.Approvals)
        {
            Request = WhoIsThis(),
            OnApproved = Process("PostApproval", enroll),
            OnRejected = forget,
            OnExpired = forget,
        });
        StateMachine = new TracedStateMachine(
            this,
            "MLApprovalProcess",
            "Asks who a stranger is, and remembers or forgets the face",
            approval,
            _props.Functions,
            [.. _props.Approvals.Steps.All, enroll, dismiss]);
        approval.GrantCallback(StateMachine);
    }

    public StateMachine StateMachine { get; }

    private static RequestOptions WhoIsThis() => new()
    {
        // Mail programs group mails with the same subject, so the subjects differ.
        Subject = JsonPath.Format(
            "Who is this? {}, {}, {}",
            JsonPath.StringAt("$.face.camera"),
            JsonPath.StringAt("$.face.place"),
            JsonPath.StringAt("$.face.seenAt")),
        Message = JsonPath.Format(
            "A camera saw an unknown face: {} in the frame {}, at {}. If the person agreed to be recognized, approve " +
            "with their name: you get a mail when they are seen again. If you reject, nobody is asked about this " +
            "face for some time; then it is forgotten.",
            JsonPath.StringAt("$.face.place"),
            JsonPath.StringAt("$.face.frame"),
            JsonPath.StringAt("$.face.seenAt")),
        Fields =
        [
            ApprovalField.Text("name", maxLength: Limits.PersonNameLength) with { Label = "Name", Required = true },
        ],
        Image = new(JsonPath.StringAt("$.face.bucket"), JsonPath.StringAt("$.face.key"))
        {
            Box = RequestImageBox.At("$.face.box"),
        },
    };

    /// <summary>A failure would lose a decision, so retries outlast a long outage.</summary>
    private LambdaInvoke Process(string name, HandlerFunction function) =>
        LambdaTask.CreateWithLongRetry(this, name, function, new() { OutputPath = "$.Payload" });

    private HandlerFunction CreateEnrollFace()
    {
        var stores = _props.Stores;
        var function = new HandlerFunction(
            this,
            "EnrollFace",
            Duration.Seconds(60),
            _props.Functions,
            stores.Environment(people: true, strangers: true));
        var role = function.Role!;
        // Rekognition reads the image with the caller's permissions.
        stores.Frames.Allow(role, ImagePrefixes.Asked, "s3:GetObject");
        stores.Frames.Allow(role, ImagePrefixes.People, "s3:PutObject");
        role.Allow(
            stores.People.AttrArn, "rekognition:DeleteFaces", "rekognition:IndexFaces", "rekognition:SearchFaces");
        role.Allow(stores.Strangers.AttrArn, "rekognition:DeleteFaces");
        role.Allow(stores.Table.TableArn, "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem");
        return function;
    }

    private HandlerFunction CreateDismissFace()
    {
        var stores = _props.Stores;
        var environment = stores.Environment(strangers: true);
        environment[Variables.StrangerQuietPeriod] = _props.StrangerQuietPeriod.InSeconds();
        var function = new HandlerFunction(this, "DismissFace", Duration.Seconds(30), _props.Functions, environment);
        function.Role!.Allow(stores.Strangers.AttrArn, "rekognition:DeleteFaces");
        function.Role!.Allow(stores.Table.TableArn, "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem");
        return function;
    }
}
