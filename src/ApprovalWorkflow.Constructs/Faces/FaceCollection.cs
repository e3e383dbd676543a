using Amazon.CDK.AWS.Rekognition;

namespace ApprovalWorkflow;

/// <summary>A collection of Rekognition: measurements of faces, without images.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/dg/collections.html</remarks>
internal sealed class FaceCollection : CfnCollection
{
    /// <param name="whose">Whose faces: a part of the collection's name.</param>
    /// <param name="removalPolicy">What happens to the collection when the stack is deleted.</param>
    public FaceCollection(Construct scope, string id, string whose, RemovalPolicy removalPolicy)
        : base(scope, id, new CfnCollectionProps { CollectionId = scope.UniqueName($"approval-{whose}") }) =>
        ApplyRemovalPolicy(removalPolicy);
}
