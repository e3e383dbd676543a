using Amazon.CDK.AWS.Rekognition;

namespace ApprovalWorkflow.Faces;

/// <summary>Faces that Rekognition can compare others with: what it measured of each, no image.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/dg/collections.html</remarks>
public sealed class FaceCollection : CfnCollection
{
    /// <param name="whose">Whose faces these are: a part of its name.</param>
    /// <param name="removalPolicy">With RETAIN the collection outlives the stack.</param>
    public FaceCollection(Construct scope, string id, string whose, RemovalPolicy removalPolicy)
        : base(scope, id, new CfnCollectionProps { CollectionId = $"approval-{whose}-{scope.StackUuid()}" }) =>
        ApplyRemovalPolicy(removalPolicy);
}
