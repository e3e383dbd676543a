using Amazon.CDK.AWS.DynamoDB;
using static ApprovalWorkflow.Contract.ReportAttributes;

namespace ApprovalWorkflow;

/// <summary>
/// One item per report: who asked, when, and its status. Other items are the requesters' claims of the last minute, and
/// requests that repeat another.
/// </summary>
internal sealed class ReportsTable : Table
{
    /// <param name="removalPolicy">What happens to the table when the stack is deleted.</param>
    public ReportsTable(Construct scope, string id, RemovalPolicy removalPolicy)
        : base(scope, id, KeyValueTable.Props(removalPolicy)) =>
        AddGlobalSecondaryIndex(KeyValueTable.Index(
            Indexes.Requester, Requester, RequestedAt, [Status, GeneratedAt, Rows, ItemAttributes.PurgeAt]));

    internal string RequesterIndexArn => $"{TableArn}/index/{Indexes.Requester}";
}
