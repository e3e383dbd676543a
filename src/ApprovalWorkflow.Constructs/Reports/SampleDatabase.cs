using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.RDS;

namespace ApprovalWorkflow.Reports;

/// <summary>
/// Aurora MySQL Serverless v2 that pauses when nobody asks it anything, in a network without a way in or out: it is
/// read by the RDS Data API. RDS makes the master password, keeps it in Secrets Manager, and rotates it every 7 days.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
/// </remarks>
internal sealed class SampleDatabase : Construct
{
    public SampleDatabase(Construct scope, string id, RemovalPolicy removalPolicy)
        : base(scope, id)
    {
        var vpc = CreateVpc();
        Cluster = new DatabaseCluster(this, "Cluster", new DatabaseClusterProps
        {
            // A release with long-term support, on which a cluster stays unless somebody changes this line.
            // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Update.SpecialVersions.html
            Engine = DatabaseClusterEngine.AuroraMysql(new AuroraMysqlClusterEngineProps
            {
                Version = AuroraMysqlEngineVersion.VER_3_10_4,
            }),
            AutoMinorVersionUpgrade = false,
            Vpc = vpc,
            VpcSubnets = new SubnetSelection { SubnetType = SubnetType.PRIVATE_ISOLATED },
            Writer = ClusterInstance.ServerlessV2("Writer", new ServerlessV2ClusterInstanceProps
            {
                AutoMinorVersionUpgrade = false,
            }),
            ServerlessV2MinCapacity = 0,
            ServerlessV2MaxCapacity = 2,
            ServerlessV2AutoPauseDuration = Duration.Minutes(10),
            DefaultDatabaseName = SampleInventory.Database,
            EnableDataApi = true,
            ManageMasterUserPassword = true,
            IamAuthentication = true,
            StorageEncrypted = true,
            Backup = new BackupProps { Retention = Duration.Days(7) },
            CopyTagsToSnapshot = true,
            DeletionProtection = removalPolicy == RemovalPolicy.RETAIN,
            RemovalPolicy = removalPolicy,
        });
        Database = new ReportDatabase(Cluster.ClusterArn, Cluster.Secret!.SecretArn, SampleInventory.Database);
        // A cluster that stays needs its network: deleting that would fail, and the deletion of the stack with it.
        RemovalPolicies.Of(this).Apply(removalPolicy);
        AcknowledgeFindings(vpc, removalPolicy);
    }

    /// <summary>The cluster, which answers once its writer is there.</summary>
    public DatabaseCluster Cluster { get; }

    public ReportDatabase Database { get; }

    /// <summary>Two zones, which is what a cluster asks for, and no gateway of any kind.</summary>
    private Vpc CreateVpc() => new(this, "Vpc", new VpcProps
    {
        IpAddresses = IpAddresses.Cidr("10.0.0.0/24"),
        MaxAzs = 2,
        NatGateways = 0,
        SubnetConfiguration =
        [
            new SubnetConfiguration { Name = "Database", SubnetType = SubnetType.PRIVATE_ISOLATED },
        ],
        // Nothing is in the default security group, and emptying it takes a custom resource.
        RestrictDefaultSecurityGroup = false,
    });

    private void AcknowledgeFindings(Vpc vpc, RemovalPolicy removalPolicy)
    {
        vpc.Acknowledge("There is no way into or out of this network, so no flow either.", "AwsSolutions-VPC7");
        Cluster.Acknowledge("No address reaches its port; the Data API does not use it.", "AwsSolutions-RDS11");
        Cluster.Acknowledge(
            "What the migration made, it can make again; there are backups, too.", "AwsSolutions-RDS14");
        if (removalPolicy == RemovalPolicy.DESTROY)
            Cluster.Acknowledge("It is to be deleted with the stack.", "AwsSolutions-RDS10");
    }
}
