using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Rekognition;

/// <summary>What AWS's model has in the requests and answers of the operations that are here.</summary>
internal static class Model
{
    /// <summary>What is only answered when it is asked for, and not here.</summary>
    private static readonly string[] _attributes =
    [
        "AgeRange", "Beard", "Emotions", "EyeDirection", "Eyeglasses", "EyesOpen", "FaceOccluded", "Gender",
        "MouthOpen", "Mustache", "Smile", "Sunglasses",
    ];

    public static Shapes Shapes { get; } = new(
        ServiceModel.Rekognition,
        "Amazon.Rekognition",
        Calls.Operations,
        (structure, member) => structure != "FaceDetail" || !_attributes.Contains(member));
}
