using Amazon.CDK.AWS.StepFunctions.Tasks;

namespace ApprovalWorkflow.Reports;

/// <summary>Items of <see cref="ReportsTable"/> in states.</summary>
internal static class ReportRecord
{
    public static Dictionary<string, DynamoAttributeValue> Key(string id) => new()
    {
        ["id"] = DynamoAttributeValue.FromString(id),
    };
}
