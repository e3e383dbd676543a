using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.StateMachines;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Reports;

public class ReportWorkflowTests
{
    private const string Machine = "Reports/Workflow/CreateReport";

    private static SynthesizedStack Stack => Stacks.Reports;

    private static JsonObject Definition => Stack.Definition(Machine);

    private static JsonObject Steps => Definition["States"]!.AsObject();

    [Fact]
    public void Its_definition_is_the_stored_one() =>
        Assert.Equal(Definitions.WrittenDown("Reports/CreateReport.asl.json"), Definitions.Canonical(Definition));

    [Fact]
    public void Its_definition_is_valid()
    {
        Assert.Empty(Definitions.Validate(Definition));
        Assert.Empty(Definitions.Validate(Stacks.ReportsChanged.Definition(Machine)));
    }

    [Fact]
    public void Its_input_and_its_answers_are_those_of_the_functions_by_name() => Assert.Equal(
        ["OpenReport", "GetReportData", "RenderReport", "CreateReportLink"],
        Tasks(Steps)
            .Where(task => task.Value!["Parameters"]!["FunctionName"] is not null)
            .Select(task => (string)task.Value!["Parameters"]!["FunctionName"]!)
            .Select(function => function["{Reports/Workflow/".Length..^".Arn}".Length]));

    [Fact]
    public void A_final_failure_is_recorded_and_mailed()
    {
        var work = Steps
            .Where(state => (string?)state.Value!["Type"] is "Task" or "Parallel")
            .TakeWhile(state => state.Key != "Mail the link");

        Assert.Equal(
            ["Open report", "Get report data", "Render and link", "Record report"],
            work.Select(state => state.Key));
        Assert.All(work, state =>
        {
            var last = state.Value!["Catch"]!.AsArray()[^1]!;
            Assert.Equal(
                """["States.ALL"] $.error Record failure""",
                $"{last["ErrorEquals"]!.ToJsonString()} {last["ResultPath"]} {last["Next"]}");
        });
    }

    [Fact]
    public void A_report_whose_mail_alone_failed_is_made_and_its_mail_is_tried_for_a_day()
    {
        Dictionary<string, (string Next, string Otherwise)> expected = new()
        {
            ["Mail the link"] = ("Report made", "Record unsent mail"),
            ["Record unsent mail"] = ("Mail again", "Mail again"),
            ["Mail again"] = ("Record sent mail", "Report made"),
            ["Record sent mail"] = ("Report made", "Report made"),
        };
        foreach (var (step, (next, otherwise)) in expected)
        {
            var handler = Assert.Single(Steps[step]!["Catch"]!.AsArray())!;
            Assert.Equal(next, (string?)Steps[step]!["Next"]);
            Assert.Equal(
                $"""["States.ALL"]  {otherwise}""",
                $"{handler["ErrorEquals"]!.ToJsonString()} {handler["ResultPath"]} {handler["Next"]}");
        }
        string Update(string step) =>
            $"{Steps[step]!["Parameters"]!["UpdateExpression"]} " +
            $"{Steps[step]!["Parameters"]!["ExpressionAttributeValues"]?.ToJsonString()}";
        Assert.Equal("""SET mail = :mail {":mail":{"S":"unsent"}}""", Update("Record unsent mail"));
        Assert.Equal("REMOVE mail ", Update("Record sent mail"));

        var retry = Assert.Single(Steps["Mail again"]!["Retry"]!.AsArray())!;
        var waits = Enumerable.Range(0, (int)retry["MaxAttempts"]!).Sum(attempt => Math.Min(
            (double)retry["MaxDelaySeconds"]!,
            (double)retry["IntervalSeconds"]! * Math.Pow((double)retry["BackoffRate"]!, attempt)));
        Assert.InRange(TimeSpan.FromSeconds(waits).TotalHours, 24, 26);
        // The link of the first mail would have expired.
        Assert.DoesNotContain("$.made", Steps["Mail again"]!["Parameters"]!.ToJsonString());
    }

    [Fact]
    public void Each_step_after_a_failure_runs_and_the_execution_fails_with_the_first_error()
    {
        string[] steps = ["Record failure", "Mail the failure", "Report failed"];

        foreach (var (step, next) in steps.Zip(steps.Skip(1)))
        {
            var handler = Assert.Single(Steps[step]!["Catch"]!.AsArray())!;
            Assert.Equal(next, (string?)Steps[step]!["Next"]);
            Assert.Equal(next, (string?)handler["Next"]);
            Assert.Equal("""["States.ALL"]""", handler["ErrorEquals"]!.ToJsonString());
            // The first error stays.
            Assert.Null(handler["ResultPath"]);
            Assert.True(handler.AsObject().ContainsKey("ResultPath"));
        }
        Assert.Equal("$.error.Error", (string?)Steps["Report failed"]!["ErrorPath"]);
        Assert.Equal("$.error.Cause", (string?)Steps["Report failed"]!["CausePath"]);
    }

    [Fact]
    public void The_mail_with_the_link_comes_after_the_report_is_stored_and_recorded()
    {
        Assert.Equal("Record report", (string?)Steps["Render and link"]!["Next"]);
        Assert.Equal("Mail the link", (string?)Steps["Record report"]!["Next"]);
        Assert.Equal(
            ["Render report", "Create report link"],
            Steps["Render and link"]!["Branches"]!.AsArray().Select(branch => (string?)branch!["StartAt"]));
    }

    [Fact]
    public void Its_output_has_no_link()
    {
        var end = Assert.Single(Steps, state => (bool?)state.Value!["End"] == true);

        Assert.Equal(
            """{"id.$":"$$.Execution.Name","rows.$":"$.data.rows","generatedAt.$":"$.data.generatedAt"}""",
            end.Value!["Parameters"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Mail the link", "Coffee suppliers\\' inventory", "Sales")]
    [InlineData("Mail again", "Coffee suppliers\\' inventory", "Sales")]
    [InlineData("Mail the failure", "Failed: Coffee suppliers\\' inventory", "Failed: Sales")]
    public void A_mail_goes_only_to_the_requester_with_the_title_and_the_day_in_its_subject(
        string state,
        string subject,
        string changed)
    {
        JsonNode Parameters(SynthesizedStack stack) => stack.Definition(Machine)["States"]![state]!["Parameters"]!;
        static string Dated(string title) => $"States.Format('{title}, {{}}', " +
            "States.ArrayGetItem(States.StringSplit($$.Execution.StartTime, 'T'), 0))";
        var parameters = Parameters(Stack);

        Assert.Equal("{Reports/Mails}", (string?)parameters["TopicArn"]);
        Assert.Equal(Dated(subject), (string?)parameters["Subject.$"]);
        Assert.Equal(Dated(changed), (string?)Parameters(Stacks.ReportsChanged)["Subject.$"]);
        Assert.Equal(
            """{"requestedBy":{"DataType":"String","StringValue.$":"$.requestedBy"}}""",
            parameters["MessageAttributes"]!.ToJsonString());
        Assert.EndsWith("$$.Execution.Name)", (string?)parameters["Message.$"]);
    }

    [Theory]
    [InlineData("Mail the link")]
    [InlineData("Mail again")]
    [InlineData("Mail the failure")]
    public void A_mail_links_to_the_websites_page_of_reports(string state)
    {
        var message = (string)Steps[state]!["Parameters"]!["Message.$"]!;

        Assert.Contains("on the website:\n\n{}\n\n", message);
        Assert.Contains("States.Format('{}/reports.html', $.website)", message);
        Assert.True(File.Exists(Repository.PathOf("src/website/reports.html")));
    }

    [Fact]
    public void The_longest_title_fits_in_the_subject_of_a_failure()
    {
        using var test = TestApp.Create(
            ("approvers", "ann@example.com"),
            ("reports", true),
            ("report:title", new string('x', 79)));
        var states = new SynthesizedStack(test.ApprovalReports()).Definition(Machine)["States"]!;
        var format = (string)states["Mail the failure"]!["Parameters"]!["Subject.$"]!;

        Assert.Equal(99, format.Split('\'')[1].Replace("{}", "2026-11-20").Length);
    }

    [Fact]
    public void It_is_traced_and_its_log_omits_the_link()
    {
        var properties = Stack.PropertiesAt(Machine);

        Assert.Equal("STANDARD", (string?)properties["StateMachineType"]);
        Assert.True((bool)properties["TracingConfiguration"]!["Enabled"]!);
        Assert.Equal("ALL", (string?)properties["LoggingConfiguration"]!["Level"]);
        Assert.False((bool)properties["LoggingConfiguration"]!["IncludeExecutionData"]!);
        Assert.Equal(
            "/aws/vendedlogs/states/{AWS::StackId}[2]/ApprovalReports/Reports/Workflow",
            Stack.Render(Stack.PropertiesAt("Reports/Workflow/Log")["LogGroupName"]));
    }

    [Fact]
    public void It_may_invoke_its_functions_write_its_table_and_mail()
    {
        string[] functions = ["CreateReportLink", "GetReportData", "OpenReport", "RenderReport"];
        var resources = functions
            .Select(name => $"{{Reports/Workflow/{name}.Arn}}")
            .SelectMany(arn => new[] { arn, $"{arn}:*" });
        const string table = "arn:aws:dynamodb:{AWS::Region}:{AWS::AccountId}:table/{Reports/Records}";

        Assert.Equal(
            [
                $"Allow dynamodb:UpdateItem on {table}",
                $"Allow lambda:InvokeFunction on {string.Join(", ", resources)}",
                "Allow sns:Publish on {Reports/Mails}",
            ],
            Stack.Permissions(Stack.PropertiesAt(Machine)["RoleArn"]!).Where(line => !line.EndsWith(" on *")));
    }

    /// <summary>Those of the branches where the branches are.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Tasks(JsonObject states) => states.SelectMany(state =>
        (string?)state.Value!["Type"] == "Parallel"
            ? state.Value["Branches"]!.AsArray().SelectMany(branch => Tasks(branch!["States"]!.AsObject()))
            : (string?)state.Value["Type"] == "Task" ? [state] : Enumerable.Empty<KeyValuePair<string, JsonNode?>>());
}
