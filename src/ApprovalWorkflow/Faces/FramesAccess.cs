using Amazon.CDK.AWS.IAM;
using ApprovalWorkflow.Support;

namespace ApprovalWorkflow.Faces;

/// <summary>Permissions on images.</summary>
internal static class FramesAccess
{
    /// <summary>Allows the actions on all objects below a prefix.</summary>
    public static void AllowBelow(this IRole role, FramesBucket frames, string prefix, params string[] actions)
    {
        role.Allow(frames.ArnBelow(prefix), actions);
        role.AcknowledgeWildcards(
            "Any of these images: their keys are not known yet.",
            FramesBucket.FindingBelow(prefix));
    }
}
