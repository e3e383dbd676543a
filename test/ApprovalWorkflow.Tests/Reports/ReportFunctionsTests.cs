using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Lambda;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Reports;

public class ReportFunctionsTests
{
    private const string Cluster = "arn:aws:rds:{AWS::Region}:{AWS::AccountId}:cluster:{Reports/Database/Cluster}";
    private const string Secret = "{Reports/Database/Cluster.MasterUserSecret.SecretArn}";

    private const string Reader = "{Reports/Database/Reader}";

    private const string Statements =
        "Allow rds-data:BeginTransaction, rds-data:CommitTransaction, rds-data:ExecuteStatement, " +
        "rds-data:RollbackTransaction on ";

    private static SynthesizedStack Stack => Stacks.Reports;

    /// <summary>Seconds.</summary>
    public static TheoryData<string, int> Timeouts { get; } = new()
    {
        { "Reports/Migration/MigrateSampleData", 600 },
        { "Reports/Reading/ListReports", 10 },
        { "Reports/Reading/ViewReport", 10 },
        { "Reports/Workflow/CreateReportLink", 15 },
        { "Reports/Workflow/GetReportData", 300 },
        { "Reports/Workflow/OpenReport", 10 },
        { "Reports/Workflow/RenderReport", 180 },
    };

    /// <summary>Permissions beside writing its log and tracing.</summary>
    public static TheoryData<string, string[]> ExpectedPermissions { get; } = new()
    {
        { "Reports/Workflow/OpenReport", ["Allow dynamodb:GetItem, dynamodb:PutItem on {Reports/Records.Arn}"] },
        {
            "Reports/Workflow/GetReportData",
            [
                $"{Statements}{Cluster}",
                $"Allow secretsmanager:GetSecretValue on {Reader}",
                "Allow s3:PutObject on {Reports/Bucket.Arn}/runs/*",
            ]
        },
        {
            "Reports/Workflow/RenderReport",
            [
                "Allow s3:GetObject on {Reports/Bucket.Arn}/runs/*",
                "Allow s3:PutObject on {Reports/Bucket.Arn}/reports/*",
            ]
        },
        { "Reports/Workflow/CreateReportLink", ["Allow sts:AssumeRole on {Reports/Workflow/ReportLink.Arn}"] },
        {
            "Reports/Reading/ViewReport",
            [
                "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Reports/Records.Arn}",
                "Allow s3:GetObject on {Reports/Bucket.Arn}/reports/*",
                "Allow states:DescribeExecution on arn:aws:states:{AWS::Region}:{AWS::AccountId}:execution:" +
                "{Reports/Workflow/CreateReport.Name}:*",
            ]
        },
        {
            "Reports/Reading/ListReports",
            ["Allow dynamodb:Query on {Reports/Records.Arn}/index/requester-requestedAt"]
        },
        {
            "Reports/Migration/MigrateSampleData",
            [$"{Statements}{Cluster}", $"Allow secretsmanager:GetSecretValue on {Secret}, {Reader}"]
        },
    };

    public static TheoryData<string, Dictionary<string, string>> ExpectedEnvironments { get; } = new()
    {
        { "OpenReport", new() { ["REPORTS_TABLE_NAME"] = "{Reports/Records}", ["KEEP_SECONDS"] = "2592000" } },
        {
            "GetReportData",
            new()
            {
                ["REPORTS_BUCKET"] = "{Reports/Bucket}",
                ["CLUSTER_ARN"] = Cluster,
                ["SECRET_ARN"] = Reader,
                ["DATABASE"] = "supplierdb",
                ["REPORT_QUERY"] = SampleInventory.Query,
            }
        },
        {
            "RenderReport",
            new()
            {
                ["REPORTS_BUCKET"] = "{Reports/Bucket}",
                ["REPORT_TITLE"] = "Coffee suppliers' inventory",
                ["REPORT_GROUP_BY"] = "Supplier",
                ["REPORT_TOTALS"] = "Quantity (kg),Value",
            }
        },
        {
            "CreateReportLink",
            new()
            {
                ["REPORTS_BUCKET"] = "{Reports/Bucket}",
                ["LINK_ROLE_ARN"] = "{Reports/Workflow/ReportLink.Arn}",
                ["LINK_SECONDS"] = "3600",
            }
        },
        {
            "ViewReport",
            new()
            {
                ["REPORTS_TABLE_NAME"] = "{Reports/Records}",
                ["REPORTS_BUCKET"] = "{Reports/Bucket}",
                ["REPORT_STATE_MACHINE_ARN"] = "{Reports/Workflow/CreateReport}",
            }
        },
        { "ListReports", new() { ["REPORTS_TABLE_NAME"] = "{Reports/Records}" } },
        {
            "MigrateSampleData",
            new()
            {
                ["CLUSTER_ARN"] = Cluster,
                ["SECRET_ARN"] = Secret,
                ["DATABASE"] = "supplierdb",
                ["READER_SECRET_ARN"] = Reader,
            }
        },
    };

    [Fact]
    public void There_is_a_function_for_each_handler() => Assert.Equal(
        Timeouts.Select(row => (string)row[0]),
        Stack.OfType("AWS::Lambda::Function").Keys.Where(path => !path.Contains("CustomResource")).Order());

    [Theory]
    [MemberData(nameof(Timeouts))]
    public void A_function_runs_its_handler_with_tracing_logs_and_its_own_role(string path, int timeout)
    {
        HandlerFunctions.AssertRuns(Stack, path);
        var function = Stack.PropertiesAt(path);
        Assert.Equal(timeout, (int?)function["Timeout"]);
        // Not in the database's network: the Data API reaches the database, and without gateways the function would
        // reach nothing else.
        Assert.Null(function["VpcConfig"]);
    }

    [Theory]
    [MemberData(nameof(ExpectedPermissions))]
    public void A_function_may_do_exactly_what_its_handler_does(string path, string[] permissions) =>
        HandlerFunctions.AssertMay(Stack, path, permissions);

    [Theory]
    [MemberData(nameof(ExpectedEnvironments))]
    public void A_handler_gets_the_environment_that_it_needs(string handler, Dictionary<string, string> environment) =>
        HandlerFunctions.AssertGets(Stack, handler, environment);

    [Fact]
    public void Settings_reach_the_handlers()
    {
        var stack = Stacks.ReportsChanged;
        const string cluster = "arn:aws:rds:eu-west-1:123456789012:cluster:sales";
        const string secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:sales-AbCdEf";

        Assert.Equal("86401", HandlerFunctions.Environment(stack, "OpenReport")["KEEP_SECONDS"]);
        Assert.Equal("900", HandlerFunctions.Environment(stack, "CreateReportLink")["LINK_SECONDS"]);
        HandlerFunctions.AssertGets(stack, "GetReportData", new()
        {
            ["REPORTS_BUCKET"] = "{Reports/Bucket}",
            ["CLUSTER_ARN"] = cluster,
            ["SECRET_ARN"] = secret,
            ["DATABASE"] = "sales",
            ["REPORT_QUERY"] = "SELECT * FROM orders ORDER BY id",
        });
        HandlerFunctions.AssertGets(stack, "RenderReport", new()
        {
            ["REPORTS_BUCKET"] = "{Reports/Bucket}",
            ["REPORT_TITLE"] = "Sales",
            ["REPORT_GROUP_BY"] = "Region",
            ["REPORT_TOTALS"] = "Net,Gross",
        });
        HandlerFunctions.AssertMay(stack, "Reports/Workflow/GetReportData",
        [
            $"{Statements}{cluster}",
            $"Allow secretsmanager:GetSecretValue on {secret}",
            "Allow s3:PutObject on {Reports/Bucket.Arn}/runs/*",
        ]);
    }

    [Fact]
    public void Without_groups_and_totals_the_handler_gets_none()
    {
        using var test = TestApp.Create(
            ("approvers", "ann@example.com"),
            ("reports", true),
            ("report:query", "SELECT 1 AS one ORDER BY one"));

        HandlerFunctions.AssertGets(new SynthesizedStack(test.ApprovalReports()), "RenderReport", new()
        {
            ["REPORTS_BUCKET"] = "{Reports/Bucket}",
            ["REPORT_TITLE"] = "Coffee suppliers' inventory",
        });
    }

    [Fact]
    public void Links_are_signed_by_a_role_for_one_function_that_only_reads_reports_for_up_to_an_hour()
    {
        var role = Stack.PropertiesAt("Reports/Workflow/ReportLink");
        var statement = Assert.Single(role["AssumeRolePolicyDocument"]!["Statement"]!.AsArray())!;

        Assert.Equal(3600, (int?)role["MaxSessionDuration"]);
        Assert.Equal("sts:AssumeRole", (string?)statement["Action"]);
        Assert.Equal(["AWS"], statement["Principal"]!.AsObject().Select(one => one.Key));
        Assert.Equal("{Reports/Workflow/CreateReportLinkRole.Arn}", Stack.Render(statement["Principal"]!["AWS"]));
        Assert.Equal(
            ["Allow s3:GetObject on {Reports/Bucket.Arn}/reports/*"],
            Stack.Permissions(new JsonObject { ["Ref"] = Stack.LogicalIdOf("Reports/Workflow/ReportLink") }));
    }
}
