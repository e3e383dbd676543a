using Amazon.CDK.RegionInfo;

namespace ApprovalWorkflow;

/// <summary>Whether the stacks can be deployed to a Region.</summary>
internal static class Partition
{
    /// <param name="region">Where the CDK CLI's credentials lead; null if it has none.</param>
    /// <exception cref="SettingsException">The Region is in another partition than aws.</exception>
    public static void Check(string? region)
    {
        if (region is null || RegionInfo.Get(region).Partition is null or "aws") return;
        throw new SettingsException(
            "AWS_REGION",
            region,
            "is in a partition where CloudFront or Cognito's sign-in pages have other addresses or are missing",
            "Choose a Region of the partition aws, such as AWS_REGION=eu-west-1");
    }
}
