using ApprovalWorkflow.Api;
using ApprovalWorkflow.Approvals;
using ApprovalWorkflow.Images;
using ApprovalWorkflow.Lambda;

namespace ApprovalWorkflow.Faces;

/// <summary>Properties of <see cref="FaceRecognition"/>.</summary>
/// <param name="Frames">The images.</param>
/// <param name="Api">The API in which reviewers list, rename and remove known people.</param>
/// <param name="Approvals">The service that mails the approvers.</param>
/// <param name="Options">How often people are notified or asked about a face.</param>
public sealed record FaceRecognitionProps(
    FramesBucket Frames, ApprovalApi Api, ApprovalService Approvals, FunctionDefaults Functions, FaceOptions Options);

/// <summary>
/// Compares cameras' frames in S3 with the faces of known people. Approvers are asked who a stranger is; a person whom
/// they name is known from then on.
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
            // Once the stack is deleted, nothing would delete these faces in time.
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

    /// <summary>Known people, and strangers while they must be told apart from new ones.</summary>
    public PeopleTable Table { get; }

    public FaceCollection People { get; }

    /// <summary>Faces that await a decision or were rejected recently.</summary>
    public FaceCollection Strangers { get; }

    public StateMachine StateMachine { get; }
}
