using Amazon.CDK.AWS.DynamoDB;

namespace ApprovalWorkflow;

/// <summary>
/// One item per known person: name, face, image, who added them and when. Items of strangers who were asked about or
/// rejected recently expire.
/// </summary>
/// <param name="removalPolicy">What happens to the table when the stack is deleted.</param>
internal sealed class PeopleTable(Construct scope, string id, RemovalPolicy removalPolicy)
    : Table(scope, id, KeyValueTable.Props(removalPolicy));
