using Amazon.CDK.AWS.DynamoDB;
using ApprovalWorkflow.Items;

namespace ApprovalWorkflow.Faces;

/// <summary>
/// One item for each known person: name, face, image, who added them and when; and one for each stranger who is asked
/// about or was rejected a short time ago, which goes by itself.
/// </summary>
/// <param name="removalPolicy">With RETAIN the table outlives the stack and is protected against deletion.</param>
public sealed class PeopleTable(Construct scope, string id, RemovalPolicy removalPolicy)
    : Table(scope, id, KeyValueTable.Props(removalPolicy));
