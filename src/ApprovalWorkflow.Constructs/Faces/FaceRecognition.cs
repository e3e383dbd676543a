using ApprovalWorkflow.Api;
using ApprovalWorkflow.Approvals;
using ApprovalWorkflow.Images;
using ApprovalWorkflow.Lambda;

namespace ApprovalWorkflow.Faces;

/// <summary>What <see cref="FaceRecognition"/> is made with.</summary>
/// <param name="Frames">The images.</param>
/// <param name="Api">Where reviewers see and change the known people.</param>
/// <param name="Approvals">The service that mails the approvers.</param>
/// <param name="Options">How often a face is told of, or asked about.</param>
public sealed record FaceRecognitionProps(
    FramesBucket Frames, ApprovalApi Api, ApprovalService Approvals, FunctionDefaults Functions, FaceOptions Options);

/// <summary>
/// From a camera's frame to a known person: frames in S3 are compared with the faces of known people; approvers are
/// asked who a stranger is; who they name is known from then on.
/// </summary>
public sealed class FaceRecognition : Construct
{
    public FaceRecognition(Construct scope, string id, FaceRecognitionProps props)
        : base(scope, id)
    {
        var removalPolicy = props.Functions.RemovalPolicy;
        var stores = new FaceStores(
            new PeopleTable(this, "People", removalPolicy),
            new FaceCollection(this, "KnownFaces", "people", removalPolicy),
            // Nobody would delete them in time once the stack is gone.
            new FaceCollection(this, "StrangersFaces", "strangers", RemovalPolicy.DESTROY),
            props.Frames);
        (Table, People, Strangers) = (stores.Table, stores.People, stores.Strangers);
        StateMachine = new FaceWorkflow(
            this,
            "Workflow",
            new(stores, props.Approvals, props.Functions, props.Options.StrangerQuietPeriod)).StateMachine;
        new FrameRecognition(
            this,
            "Recognition",
            new(stores, StateMachine, props.Approvals, props.Functions, props.Options.DetectionQuietPeriod));
        new ForgettingStrangers(this, "Forgetting", stores, props.Functions);
        new PeopleRoutes(this, "Routes", stores, props.Api, props.Functions);
    }

    /// <summary>The known people, and strangers for as long as they must be told apart from new ones.</summary>
    public PeopleTable Table { get; }

    public FaceCollection People { get; }

    /// <summary>The faces that wait for a decision or were rejected a short time ago.</summary>
    public FaceCollection Strangers { get; }

    public StateMachine StateMachine { get; }
}
