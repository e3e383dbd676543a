using Amazon.CDK.AWS.DynamoDB;
using static ApprovalWorkflow.Contract.RequestAttributes;

namespace ApprovalWorkflow;

/// <summary>One item per request: question, approvers, hashes of link keys, task token and decision.</summary>
internal sealed class ApprovalTable : Table
{
    /// <summary>What lists show. Task tokens and link keys stay out: they are secret and change often.</summary>
    private static readonly string[] _inAList =
        [Subject, RequestedBy, Approvers, ApprovedBy, RequiredApprovals, DecidedBy, DecidedAt, Image];

    /// <param name="removalPolicy">What happens to the table when the stack is deleted.</param>
    public ApprovalTable(Construct scope, string id, RemovalPolicy removalPolicy)
        : base(scope, id, KeyValueTable.Props(removalPolicy))
    {
        AddGlobalSecondaryIndex(KeyValueTable.Index(Indexes.Status, Status, CreatedAt, [.. _inAList, ExpiresAt]));
        AddGlobalSecondaryIndex(KeyValueTable.Index(Indexes.Deadline, Status, ExpiresAt, [.. _inAList, CreatedAt]));
        AddGlobalSecondaryIndex(KeyValueTable.Index(Indexes.Execution, ExecutionArn));
    }

    internal string IndexArn(string index) => $"{TableArn}/index/{index}";
}
