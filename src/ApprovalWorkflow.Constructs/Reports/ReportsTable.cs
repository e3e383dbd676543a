using Amazon.CDK.AWS.DynamoDB;
using ApprovalWorkflow.Items;
using static ApprovalWorkflow.Contract.ReportAttributes;

namespace ApprovalWorkflow.Reports;

/// <summary>
/// One item for each report: who asked for it and when, and what became of it; one for each person who asked a moment
/// ago, and one for each report that was asked for twice in that time.
/// </summary>
public sealed class ReportsTable : Table
{
    /// <param name="removalPolicy">With RETAIN the table outlives the stack and is protected against deletion.</param>
    public ReportsTable(Construct scope, string id, RemovalPolicy removalPolicy)
        : base(scope, id, KeyValueTable.Props(removalPolicy)) =>
        AddGlobalSecondaryIndex(KeyValueTable.Index(
            Indexes.Requester, Requester, RequestedAt, [Status, GeneratedAt, Rows, ItemAttributes.PurgeAt]));

    internal string RequesterIndexArn => $"{TableArn}/index/{Indexes.Requester}";
}
