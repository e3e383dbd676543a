using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using ApprovalWorkflow.Support;
using Constructs;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace ApprovalWorkflow.Reports;

/// <summary>
/// One item for each report: who asked for it and when, and what became of it; one for each person who asked a moment
/// ago, and one for each report that was asked for twice in that time.
/// </summary>
public sealed class ReportsTable : Table
{
    /// <summary>The index of reports by who asked for them, and when.</summary>
    public const string RequesterIndex = "requester-requestedAt";

    private static readonly string[] InAList = ["status", "generatedAt", "rows", "purgeAt"];

    /// <param name="scope">The construct that the table belongs to.</param>
    /// <param name="id">The construct's id.</param>
    /// <param name="removalPolicy">With RETAIN the table outlives the stack and is protected against deletion.</param>
    public ReportsTable(Construct scope, string id, RemovalPolicy removalPolicy)
        : base(scope, id, KeyValueTable.Props(removalPolicy)) =>
        AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
        {
            IndexName = RequesterIndex,
            PartitionKey = new Attribute { Name = "requester", Type = AttributeType.STRING },
            SortKey = new Attribute { Name = "requestedAt", Type = AttributeType.STRING },
            ProjectionType = ProjectionType.INCLUDE,
            NonKeyAttributes = InAList,
        });

    /// <summary>The ARN of the index.</summary>
    internal string RequesterIndexArn => $"{TableArn}/index/{RequesterIndex}";
}
