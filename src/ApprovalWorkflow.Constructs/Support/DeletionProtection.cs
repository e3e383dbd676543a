using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.RDS;
using Amazon.JSII.Runtime.Deputy;

namespace ApprovalWorkflow;

/// <summary>
/// Protects tables, user pools and database clusters against deletion, by whomever. Not in a first deployment: if that
/// fails, CloudFormation could not delete them, and the stack would be stuck.
/// </summary>
public sealed class DeletionProtection : DeputyBase, IAspect
{
    public void Visit(IConstruct node)
    {
        if (node is CfnTable table) table.DeletionProtectionEnabled = true;
        else if (node is CfnUserPool pool) pool.DeletionProtection = "ACTIVE";
        else if (node is CfnDBCluster cluster) cluster.DeletionProtection = true;
    }
}
