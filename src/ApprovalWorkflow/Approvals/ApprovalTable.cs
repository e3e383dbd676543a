using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using ApprovalWorkflow.Support;
using Constructs;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace ApprovalWorkflow.Approvals;

/// <summary>
/// One item for each request: what is asked, whom, the hashes of their keys, the task token, and who decided.
/// </summary>
public sealed class ApprovalTable : Table
{
    /// <summary>The index of requests by status and time of creation.</summary>
    public const string StatusIndex = "status-createdAt";

    /// <summary>The index by which the requests of an execution are found when it ends before they do.</summary>
    public const string ExecutionIndex = "executionArn";

    /// <summary>
    /// What a list shows of a request. Neither token nor keys are copied, and writing them does not write the index.
    /// </summary>
    private static readonly string[] InAList =
    [
        "subject", "requestedBy", "approvers", "expiresAt", "decidedBy", "decidedAt", "image", "requiredApprovals",
    ];

    /// <param name="scope">The construct that the table belongs to.</param>
    /// <param name="id">The construct's id.</param>
    /// <param name="removalPolicy">With RETAIN the table outlives the stack and is protected against deletion.</param>
    public ApprovalTable(Construct scope, string id, RemovalPolicy removalPolicy)
        : base(scope, id, KeyValueTable.Props(removalPolicy))
    {
        AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
        {
            IndexName = StatusIndex,
            PartitionKey = new Attribute { Name = "status", Type = AttributeType.STRING },
            SortKey = new Attribute { Name = "createdAt", Type = AttributeType.STRING },
            ProjectionType = ProjectionType.INCLUDE,
            NonKeyAttributes = InAList,
        });
        AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
        {
            IndexName = ExecutionIndex,
            PartitionKey = new Attribute { Name = "executionArn", Type = AttributeType.STRING },
            ProjectionType = ProjectionType.KEYS_ONLY,
        });
    }

    /// <summary>The ARN of one of the indexes.</summary>
    internal string IndexArn(string index) => $"{TableArn}/index/{index}";
}
