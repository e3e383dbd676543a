using Amazon.CDK.AWS.DynamoDB;

namespace ApprovalWorkflow;

/// <param name="Frames">The images.</param>
/// <param name="Api">The API in which reviewers list, rename and remove known people.</param>
/// <param name="Approvals">Whom to ask about strangers.</param>
/// <param name="Requests">The table that keeps the pace of mails.</param>
/// <param name="Mails">Tells approvers about known people.</param>
/// <param name="Options">How often people are notified or asked about a face.</param>
internal sealed record FaceRecognitionProps(
    FramesBucket Frames,
    ApprovalApi Api,
    Approvals Approvals,
    ApprovalTable Requests,
    IApproverMails Mails,
    FunctionDefaults Functions,
    FaceOptions Options);

/// <summary>
/// Compares cameras' frames in S3 with the faces of known people. Approvers are asked who a stranger is; a person whom
/// they name is known from then on.
/// </summary>
public sealed class FaceRecognition : Construct
{
    internal FaceRecognition(Construct scope, string id, FaceRecognitionProps props)
        : base(scope, id)
    {
        var removalPolicy = props.Functions.RemovalPolicy;
        var stores = new FaceStores(
            new PeopleTable(this, "People", removalPolicy),
            new FaceCollection(this, "KnownFaces", "people", removalPolicy),
            // If they outlived the stack, nothing would delete these faces in time.
            new FaceCollection(this, "StrangersFaces", "strangers", RemovalPolicy.DESTROY),
            props.Frames);
        (Table, CollectionId, StrangersCollectionId) = (stores.Table, stores.People.Ref, stores.Strangers.Ref);
        var workflow = new FaceWorkflow(
            this,
            "Workflow",
            new(stores, props.Approvals, props.Functions, props.Options.StrangerQuietPeriod)).StateMachine;
        StateMachine = workflow;
        new FrameRecognition(
            this,
            "Recognition",
            new(stores, workflow, props));
        new ForgettingStrangers(this, "Forgetting", stores, props.Functions);
        new PeopleRoutes(this, "Routes", stores, props.Api, props.Functions);
    }

    /// <summary>Known people, and strangers while they must be told apart from new ones.</summary>
    public ITable Table { get; }

    /// <summary>Rekognition's collection of the faces of known people.</summary>
    public string CollectionId { get; }

    /// <summary>The collection of faces that await a decision or were rejected recently.</summary>
    public string StrangersCollectionId { get; }

    /// <summary>Asks who a stranger is.</summary>
    public IStateMachine StateMachine { get; }
}
