using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.RDS;
using Amazon.JSII.Runtime.Deputy;

namespace ApprovalWorkflow;

/// <summary>
/// Protects tables, user pools and database clusters against deletion, by whomever. Not in a first deployment: if that
/// fails, CloudFormation could not delete them, and the stack would be stuck.
/// </summary>
/// <example><code>Aspects.Of(this).Add(new DeletionProtection());</code></example>
public sealed class DeletionProtection : DeputyBase, IAspect
{
    /// <summary>Called by CDK.</summary>
    /// <param name="node">Changed if it is a table, user pool or database cluster.</param>
    public void Visit(IConstruct node)
    {
        if (node is CfnTable table) table.DeletionProtectionEnabled = true;
        else if (node is CfnUserPool pool) pool.DeletionProtection = "ACTIVE";
        else if (node is CfnDBCluster cluster) cluster.DeletionProtection = true;
    }
}
