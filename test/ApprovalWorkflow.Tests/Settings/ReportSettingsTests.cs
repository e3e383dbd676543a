using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Settings;

public class ReportSettingsTests
{
    private const string Cluster = "arn:aws:rds:eu-west-1:123456789012:cluster:sales";
    private const string Secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!cluster-1f2e-AbCdEf";
    private const string Query = "SELECT id, region, net FROM orders ORDER BY id";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("false")]
    [InlineData(false)]
    public void By_default_there_are_no_reports(object? value) => Assert.Null(Read(("reports", value)));

    [Theory]
    [InlineData("true")]
    [InlineData(true)]
    public void Turned_on_they_show_the_sample_as_documented(object value)
    {
        var report = Read(("reports", value))!;

        Assert.Equal("Coffee suppliers' inventory", report.Title);
        Assert.StartsWith("SELECT suppliers.name AS Supplier, beans.product_name AS Bean", report.Query);
        Assert.Equal("Supplier", report.GroupBy);
        Assert.Equal(["Quantity (kg)", "Value"], report.Totals);
        Assert.Equal(TimeSpan.FromHours(1), report.LinkLifetime);
        Assert.Equal(TimeSpan.FromDays(30), report.KeepFor);
        Assert.Null(report.Database);
    }

    [Fact]
    public void The_samples_query_is_a_valid_setting() => Assert.Equal(
        SampleInventory.Query,
        ReportQuery.Checked(SampleInventory.Query, "Query"));

    [Fact]
    public void Every_setting_can_be_changed()
    {
        var report = On(
            ("report:title", " Sales, monthly "),
            ("report:query", Query),
            ("report:groupBy", "region"),
            ("report:totals", "net, gross"),
            ("report:linkLifetime", "PT15M"),
            ("report:keepFor", "P3650D"),
            ("report:clusterArn", Cluster),
            ("report:secretArn", Secret),
            ("report:database", "sales"))!;

        Assert.Equal("Sales, monthly", report.Title);
        Assert.Equal(Query, report.Query);
        Assert.Equal("region", report.GroupBy);
        Assert.Equal(["net", "gross"], report.Totals);
        Assert.Equal(TimeSpan.FromMinutes(15), report.LinkLifetime);
        Assert.Equal(TimeSpan.FromDays(3650), report.KeepFor);
        Assert.Equal(new ReportDatabase(Cluster, Secret, "sales"), report.Database);
    }

    [Fact]
    public void An_own_query_has_neither_groups_nor_totals_unless_they_are_set()
    {
        var report = On(("report:query", Query))!;

        Assert.Null(report.GroupBy);
        Assert.Empty(report.Totals);
        // It may be one of the sample's tables.
        Assert.Null(report.Database);
    }

    [Fact]
    public void All_columns_fit_into_the_environment_of_a_function()
    {
        // In bytes: each of these characters has three.
        var columns = string.Join(',', Enumerable.Range(0, 15).Select(column => $"{new string('値', 50)}{column}"));
        var error = Assert.Throws<SettingsException>(() => On(("report:totals", columns)));
        Assert.Contains("longer than 2000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title", "é", "characters other than printable ASCII")]
    [InlineData("title", "two\nlines", "characters other than printable ASCII")]
    [InlineData("title", "{} sales", "has a brace or a backslash")]
    [InlineData("title", "C:\\sales", "has a brace or a backslash")]
    [InlineData("groupBy", "a\tb", "has a control character")]
    [InlineData("totals", "net,,gross", "an empty name")]
    [InlineData("totals", "net,", "an empty name")]
    [InlineData("totals", "net, gross, net", "names net twice")]
    [InlineData("totals", "a\u0001", "has a control character")]
    [InlineData("totals", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21", "names 21 columns; at most 20")]
    [InlineData("linkLifetime", "PT14M59S", "shorter than PT15M")]
    [InlineData("linkLifetime", "PT1H1S", "longer than PT1H")]
    [InlineData("linkLifetime", "3600", "is not a duration")]
    [InlineData("keepFor", "PT23H59M59S", "shorter than P1D")]
    [InlineData("keepFor", "P3651D", "longer than P3650D")]
    [InlineData("keepFor", "P1M", "is not a duration")]
    public void An_invalid_value_is_named_with_its_setting(string name, string value, string problem)
    {
        var error = Assert.Throws<SettingsException>(() => On(($"report:{name}", value)));

        Assert.StartsWith($"Setting report:{name} = ", error.Message);
        Assert.Contains(problem, error.Message);
    }

    [Theory]
    [InlineData("title", 79)]
    [InlineData("groupBy", 100)]
    [InlineData("totals", 100)]
    public void A_name_has_a_longest_length(string name, int longest)
    {
        Assert.NotNull(On(($"report:{name}", new string('x', longest))));

        var error = Assert.Throws<SettingsException>(() => On(($"report:{name}", new string('x', longest + 1))));

        Assert.Contains($"longer than {longest} characters", error.Message);
    }

    [Theory]
    [InlineData("title", "Sales")]
    [InlineData("query", Query)]
    [InlineData("groupBy", "region")]
    [InlineData("totals", "net")]
    [InlineData("linkLifetime", "PT1H")]
    [InlineData("keepFor", "P30D")]
    [InlineData("clusterArn", Cluster)]
    [InlineData("secretArn", Secret)]
    [InlineData("database", "sales")]
    public void A_setting_of_reports_is_not_ignored_if_reports_are_off(string name, string value)
    {
        var error = Assert.Throws<SettingsException>(() => Read(($"report:{name}", value)));

        Assert.Equal(
            $"Setting report:{name} = \"{value}\" is set, but reports are off. " +
            $"Turn them on with -c reports=true, or remove report:{name}.",
            error.Message);
    }

    [Fact]
    public void An_unknown_setting_of_reports_is_not_ignored()
    {
        var error = Assert.Throws<SettingsException>(() => On(("report:orientation", "landscape")));

        Assert.StartsWith("Setting report:orientation is unknown. The settings are approvers, ", error.Message);
        Assert.Contains("report:title", error.Message);
    }

    [Theory]
    [InlineData("clusterArn", "secretArn database query", "report:secretArn and report:database and report:query")]
    [InlineData("secretArn database", "clusterArn query", "report:clusterArn and report:query")]
    [InlineData("clusterArn secretArn database", "query", "report:query")]
    [InlineData("database query", "clusterArn secretArn", "report:clusterArn and report:secretArn")]
    public void A_setting_of_an_own_database_names_the_missing_ones(string given, string lacking, string named)
    {
        var all = new Dictionary<string, string>
        {
            ["clusterArn"] = Cluster,
            ["secretArn"] = Secret,
            ["database"] = "sales",
            ["query"] = Query,
        };
        var settings = given.Split(' ').Select(name => ($"report:{name}", (object?)all[name])).ToArray();

        var error = Assert.Throws<SettingsException>(() => On(settings));

        Assert.StartsWith($"Setting report:{given.Split(' ')[0]} = ", error.Message);
        Assert.Contains($"which also needs {named}. Set report:clusterArn, ", error.Message);
        var rest = lacking.Split(' ').Select(name => ($"report:{name}", (object?)all[name]));
        Assert.NotNull(On([.. settings, .. rest])!.Database);
    }

    [Theory]
    [InlineData("clusterArn", "sales", "is not the ARN of an Aurora cluster")]
    [InlineData("clusterArn", "arn:aws:rds:eu-west-1:123456789012:db:sales", "is not the ARN of an Aurora cluster")]
    [InlineData("clusterArn", "arn:aws:rds::123456789012:cluster:sales", "is not the ARN of an Aurora cluster")]
    [InlineData("secretArn", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:sales", "complete ARN of a secret")]
    [InlineData("secretArn", "sales-AbCdEf", "is not the complete ARN of a secret")]
    [InlineData("database", "my sales", "is not the name of a database")]
    [InlineData("database", "sales;drop", "is not the name of a database")]
    [InlineData("database", "a.b", "is not the name of a database")]
    public void A_setting_of_an_own_database_must_be_valid(string name, string value, string problem)
    {
        var settings = new Dictionary<string, object?>
        {
            ["report:clusterArn"] = Cluster,
            ["report:secretArn"] = Secret,
            ["report:database"] = "sales",
            ["report:query"] = Query,
            [$"report:{name}"] = value,
        };

        var error = Assert.Throws<SettingsException>(() => On([.. settings.Select(one => (one.Key, one.Value))]));

        Assert.StartsWith($"Setting report:{name} = \"{value}\" ", error.Message);
        Assert.Contains($"{problem}. ", error.Message);
    }

    [Theory]
    [InlineData("aws-cn", "cn-north-1")]
    [InlineData("aws-us-gov", "us-gov-west-1")]
    public void A_database_may_be_in_any_partition(string partition, string region)
    {
        var database = On(
            ("report:clusterArn", $"arn:{partition}:rds:{region}:123456789012:cluster:Sales-2"),
            ("report:secretArn", $"arn:{partition}:secretsmanager:{region}:123456789012:secret:a/b-c-AbCdEf"),
            ("report:database", "Größe_2"),
            ("report:query", Query))!.Database!;

        Assert.Equal("Größe_2", database.Name);
    }

    private static ReportOptions? On(params (string Name, object? Value)[] context) =>
        Read([("reports", true), .. context]);

    private static ReportOptions? Read(params (string Name, object? Value)[] context)
    {
        using var test = TestApp.Create([("approvers", "you@example.com"), .. context]);
        return ApprovalWorkflow.Settings.From(test.App.Node).Reports;
    }
}
