using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Operations;

public partial class DashboardTests
{
    private static readonly string _operations = File.ReadAllText(Repository.PathOf("docs/operations.md"));

    [Fact]
    public void An_operator_reads_it_from_top_to_bottom()
    {
        string[] graphs =
            ["Executions", "Mails and decisions", "API", "Events that failed", "Errors of functions", "Frames"];

        Assert.Equal([.. graphs, "text"], Widgets(Stacks.Default).Select(Title));
        Assert.Equal(["Alarms", .. graphs, "text"], Widgets(Stacks.WithAlarms).Select(Title));
        Assert.Equal(
            Stacks.WithAlarms.OfType("AWS::CloudWatch::Alarm").Count,
            Widgets(Stacks.WithAlarms)[0]!["properties"]!["alarms"]!.AsArray().Count);
    }

    [Fact]
    public void It_is_free_as_one_of_the_first_three_with_up_to_50_metrics()
    {
        var metrics = Widgets(Stacks.Default)
            .Sum(widget => widget!["properties"]!["metrics"]?.AsArray().Count ?? 0);

        // The metric of frames has up to ten outcomes.
        Assert.InRange(metrics + 9, 1, 50);
    }

    [Fact]
    public void Its_name_is_unique_among_the_Regions_of_an_account() => Assert.Equal(
        "ApprovalWorkflow-{AWS::Region}",
        Stacks.Default.Render(Stacks.Default.PropertiesAt("Operations/Dashboard")["DashboardName"]));

    [Fact]
    public void Saved_queries_ask_all_logs_of_functions_and_of_the_API()
    {
        var queries = Stacks.WithReports.PropertiesOf("AWS::Logs::QueryDefinition").ToList();
        var logs = Stacks.WithReports.OfType("AWS::Lambda::Function").Keys
            .Concat(Stacks.Reports.OfType("AWS::Lambda::Function").Keys)
            .Where(path => !path.Contains("Custom"))
            .Select(path => $"{{{path}Log}}")
            .Append("{Api/AccessLog}")
            .Order(StringComparer.Ordinal);

        Assert.All(queries, query => Assert.Equal(
            logs, query["LogGroupNames"]!.AsArray().Select(Stacks.WithReports.Render).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_docs_have_every_saved_query_and_every_kind_of_alarm()
    {
        Assert.All(
            Stacks.Default.PropertiesOf("AWS::Logs::QueryDefinition"),
            query => Assert.Contains($"| {((string)query["Name"]!)["ApprovalWorkflow/".Length..]} |", _operations));
        Assert.All(
            Stacks.WithAlarms.PropertiesOf("AWS::CloudWatch::Alarm")
                .Select(alarm => ((string)alarm["AlarmName"]!).Split(' ', 2)[1])
                .Distinct(),
            problem => Assert.Contains($"`… {problem}`", _operations));
    }

    [Fact]
    public void Metrics_and_queries_read_only_what_logs_have()
    {
        var templates = Directory
            .GetFiles(Repository.PathOf("src/ApprovalWorkflow.Functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Member().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value);
        var accessLog = Stacks.Default.PropertiesOf("AWS::ApiGateway::Stage").Single()["AccessLogSetting"]!["Format"]!;
        var known = templates
            .Concat(JsonNode.Parse((string)accessLog!)!.AsObject().Select(member => member.Key))
            .Concat(["level", "message", "errorType", "errorMessage", "type", "record"])
            .ToHashSet();

        var read = Stacks.Default.PropertiesOf("AWS::Logs::QueryDefinition")
            .SelectMany(query => Read().Matches((string)query["QueryString"]!))
            .SelectMany(match => match.Groups[1].Value.Split(", "))
            .Where(member => !member.StartsWith('@'))
            .Select(member => member.Split('.')[0])
            .Concat(Stacks.Default.PropertiesOf("AWS::Logs::MetricFilter")
                .Select(filter => ((string)filter["FilterPattern"]!).Split(' ')[1][2..]))
            .Distinct()
            .ToList();

        Assert.Contains("undeliveredSeconds", read);
        Assert.Subset(known, read.ToHashSet());
    }

    private static JsonArray Widgets(SynthesizedStack stack) =>
        JsonNode.Parse(stack.Render(stack.PropertiesAt("Operations/Dashboard")["DashboardBody"]))!["widgets"]!
            .AsArray();

    private static string? Title(JsonNode? widget) =>
        (string?)widget!["properties"]!["title"] ?? (string?)widget["type"];

    /// <summary>A member in the template of a log line.</summary>
    [GeneratedRegex(@"(?<!\{)\{(\w+)\}")]
    private static partial Regex Member();

    /// <summary>The members that a query shows, filters by or counts.</summary>
    [GeneratedRegex(@"(?:fields |filter |ispresent\(|avg\(|max\(|by )([@\w.]+(?:, [@\w.]+)*)(?![\w(])")]
    private static partial Regex Read();
}
