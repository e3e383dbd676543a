using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.RDS;

namespace ApprovalWorkflow;

/// <summary>
/// Aurora MySQL Serverless v2 that pauses when idle, in a network without gateways; the RDS Data API reads it. RDS
/// keeps the master password in Secrets Manager and rotates it every 7 days. Reports read as another user.
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
            // A release with long-term support. AWS recommends no automatic minor upgrades for these, since they would
            // leave it, and applies critical patches within the release itself.
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
            RemovalPolicy = removalPolicy,
        });
        Master = new ReportDatabase(Cluster.ClusterArn, Cluster.Secret!.SecretArn, SampleInventory.Database);
        var reader = new DatabaseSecret(this, "Reader", new DatabaseSecretProps { Username = "report_reader" });
        Reader = new ReportDatabase(Cluster.ClusterArn, reader.SecretArn, SampleInventory.Database);
        // A retained cluster needs its network. Deleting that would fail, and the deletion of the stack with it.
        RemovalPolicies.Of(this).Apply(removalPolicy);
        AcknowledgeFindings(vpc);
        reader.Acknowledge(
            "The user may only read, and rotation would need a function. docs/reports.md says how to change it.",
            "AwsSolutions-SMG4");
    }

    /// <summary>The cluster. It answers once its writer exists.</summary>
    public DatabaseCluster Cluster { get; }

    /// <summary>The database by the user that may do everything.</summary>
    public ReportDatabase Master { get; }

    /// <summary>The database by the user that may only read. The migration creates the user.</summary>
    public ReportDatabase Reader { get; }

    /// <summary>Two zones, which a cluster requires, and no gateways.</summary>
    private Vpc CreateVpc() => new(this, "Vpc", new VpcProps
    {
        IpAddresses = IpAddresses.Cidr("10.0.0.0/24"),
        MaxAzs = 2,
        NatGateways = 0,
        SubnetConfiguration =
        [
            new SubnetConfiguration { Name = "Database", SubnetType = SubnetType.PRIVATE_ISOLATED },
        ],
        // Nothing uses the default security group, and restricting it takes a custom resource.
        RestrictDefaultSecurityGroup = false,
    });

    private void AcknowledgeFindings(Vpc vpc)
    {
        vpc.Acknowledge("This network has no gateways, so there is no traffic to log.", "AwsSolutions-VPC7");
        Cluster.Acknowledge("Nothing reaches its port, and the Data API does not use it.", "AwsSolutions-RDS11");
        Cluster.Acknowledge("The migration can create the data again, and there are backups.", "AwsSolutions-RDS14");
        Cluster.Acknowledge(
            "Protection is a setting: a first deployment that fails must delete it.", "AwsSolutions-RDS10");
    }
}
