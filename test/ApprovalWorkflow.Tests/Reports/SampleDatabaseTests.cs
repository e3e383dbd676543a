using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Reports;

public class SampleDatabaseTests
{
    private static SynthesizedStack Stack => Stacks.Reports;

    [Fact]
    public void It_is_Aurora_MySQL_with_long_term_support_that_pauses_by_itself() =>
        Stack.HasResources(1, "AWS::RDS::DBCluster", """
            {
              "Engine": "aurora-mysql",
              "EngineVersion": "8.0.mysql_aurora.3.10.4",
              "AutoMinorVersionUpgrade": false,
              "ServerlessV2ScalingConfiguration": {"MinCapacity": 0, "MaxCapacity": 2, "SecondsUntilAutoPause": 600},
              "DatabaseName": "supplierdb",
              "EnableHttpEndpoint": true,
              "StorageEncrypted": true,
              "BackupRetentionPeriod": 7
            }
            """);

    [Fact]
    public void It_has_one_serverless_writer_that_is_not_public() =>
        Stack.HasResources(1, "AWS::RDS::DBInstance", """
            {
              "DBInstanceClass": "db.serverless",
              "Engine": "aurora-mysql",
              "AutoMinorVersionUpgrade": false,
              "PubliclyAccessible": false
            }
            """);

    [Fact]
    public void RDS_makes_the_masters_password_and_rotates_it_so_no_template_and_no_function_has_it()
    {
        var cluster = Stack.PropertiesAt("Reports/Database/Cluster");

        Assert.True((bool)cluster["ManageMasterUserPassword"]!);
        Assert.Null(cluster["MasterUserPassword"]);
    }

    [Fact]
    public void Reports_read_as_a_user_whose_password_Secrets_Manager_makes() =>
        Stack.HasResources(1, "AWS::SecretsManager::Secret", """
            {
              "GenerateSecretString": {
                "GenerateStringKey": "password",
                "PasswordLength": 30,
                "SecretStringTemplate": "{\"username\":\"report_reader\"}"
              }
            }
            """);

    [Fact]
    public void Reports_read_as_that_user_only_after_the_migration_has_created_it()
    {
        var function = Stack.Resources[Stack.LogicalIdOf("Reports/Workflow/GetReportData")]!;

        Assert.Contains(
            Assert.Single(Stack.OfType("Custom::Trigger")).Key,
            function["DependsOn"]!.AsArray().Select(one => Stack.PathOf((string)one!)));
    }

    [Fact]
    public void Its_network_is_two_subnets_without_gateways()
    {
        Assert.Equal(
            [
                "AWS::EC2::RouteTable", "AWS::EC2::SecurityGroup", "AWS::EC2::Subnet",
                "AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::VPC",
            ],
            Stack.Types.Where(type => type.StartsWith("AWS::EC2::", StringComparison.Ordinal)).Order());
        Assert.Equal(
            ["""{"Fn::Select":[0,{"Fn::GetAZs":""}]}""", """{"Fn::Select":[1,{"Fn::GetAZs":""}]}"""],
            Stack.PropertiesOf("AWS::EC2::Subnet").Select(subnet => subnet["AvailabilityZone"]!.ToJsonString()));
        Assert.All(
            Stack.PropertiesOf("AWS::EC2::Subnet"),
            subnet => Assert.False((bool)subnet["MapPublicIpOnLaunch"]!));
        Assert.Null(Stack.PropertiesOf("AWS::EC2::SecurityGroup").Single()["SecurityGroupIngress"]);
    }

    [Fact]
    public void The_network_is_retained_with_its_cluster()
    {
        Assert.Equal(["RetainExceptOnCreate"], Policies(Stack));
        Assert.Equal(["Delete"], Policies(Stacks.ReportsDestroyed));

        static IEnumerable<string?> Policies(SynthesizedStack stack) => stack.Resources
            .Where(one => stack.PathOf(one.Key).StartsWith("Reports/Database/", StringComparison.Ordinal))
            .Select(one => (string?)one.Value!["DeletionPolicy"])
            .Distinct();
    }

    [Fact]
    public void Its_rows_are_created_once_it_answers_and_when_the_function_changes()
    {
        var trigger = Assert.Single(Stack.OfType("Custom::Trigger")).Value;
        var properties = trigger["Properties"]!;
        var version = Stack.Resources[(string)properties["HandlerArn"]!["Ref"]!]!;
        var after = trigger["DependsOn"]!.AsArray().Select(one => Stack.PathOf((string)one!)).ToList();

        Assert.Equal("RequestResponse 600000", $"{properties["InvocationType"]} {properties["Timeout"]}");
        Assert.Equal("AWS::Lambda::Version", (string?)version["Type"]);
        Assert.Equal(
            "{Reports/Migration/MigrateSampleData}",
            Stack.Render(version["Properties"]!["FunctionName"]));
        Assert.Contains("Reports/Database/Cluster", after);
        Assert.Contains("Reports/Database/Cluster/Writer", after);
        Assert.Contains("Reports/Migration/MigrateSampleDataRole/DefaultPolicy", after);
    }

    [Fact]
    public void CDKs_function_may_only_invoke_the_migration_and_its_log_has_retention()
    {
        const string provider = "AWSCDK.TriggerCustomResourceProviderCustomResourceProvider";
        var policy = Assert.Single(Stack.PropertiesAt($"{provider}/Role")["Policies"]!.AsArray())!;
        var statement = Assert.Single(policy["PolicyDocument"]!["Statement"]!.AsArray())!;

        Assert.Equal("""["lambda:InvokeFunction"]""", statement["Action"]!.ToJsonString());
        Assert.Equal(
            ["{Reports/Migration/MigrateSampleData.Arn}:*"],
            statement["Resource"]!.AsArray().Select(Stack.Render));
        Assert.Equal(
            "{Reports/Migration/TriggerLog/Log}",
            Stack.Render(Stack.PropertiesAt($"{provider}/Handler")["LoggingConfig"]!["LogGroup"]));
    }

    [Fact]
    public void With_an_existing_database_none_is_created() => Assert.DoesNotContain(
        Stacks.ReportsChanged.Types,
        type => type is "Custom::Trigger" or "AWS::Lambda::Version" or "AWS::SecretsManager::Secret"
            || type.StartsWith("AWS::RDS::", StringComparison.Ordinal)
            || type.StartsWith("AWS::EC2::", StringComparison.Ordinal));
}
