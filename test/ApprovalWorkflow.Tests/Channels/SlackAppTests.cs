using ApprovalWorkflow.Tests.Lambda;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Channels;

public class SlackAppTests
{
    private const string Executions = "arn:aws:states:{AWS::Region}:{AWS::AccountId}:execution";
    private const string Notify = "Slack/Notification/NotifySlack";
    private const string Interactions = "Slack/SlackInteractions";

    private const string ReadsSecret = "Allow secretsmanager:GetSecretValue on "
        + "arn:aws:secretsmanager:{AWS::Region}:{AWS::AccountId}:secret:approvals/slack-??????";

    private static SynthesizedStack Stack => Stacks.WithSlack;

    [Theory]
    [InlineData(Notify)]
    [InlineData(Interactions)]
    public void A_function_runs_its_handler(string path) => HandlerFunctions.AssertRuns(Stack, path);

    [Fact]
    public void The_functions_get_the_name_of_the_secret_and_the_channel_and_no_address()
    {
        HandlerFunctions.AssertGets(Stack, "NotifySlack", new()
        {
            ["TABLE_NAME"] = "{Requests}",
            ["WEBSITE_URL"] = "https://{Website/Distribution.DomainName}",
            ["SLACK_SECRET"] = "approvals/slack",
        });
        HandlerFunctions.AssertGets(
            Stack, "SlackInteractions", new() { ["TABLE_NAME"] = "{Requests}", ["SLACK_SECRET"] = "approvals/slack" });
    }

    [Fact]
    public void A_channel_and_shared_approvals_reach_the_functions()
    {
        using var test = TestApp.Create(
            ("approvers", "you@example.com"), ("slack", "s"), ("slackChannel", "C0123456789"), ("shareAs", "platform"));
        var stack = new SynthesizedStack(test.ApprovalWorkflow());
        Assert.Equal("C0123456789", HandlerFunctions.Environment(stack, "NotifySlack")["SLACK_CHANNEL"]);
        Assert.Contains(
            $"Allow states:DescribeExecution on {Executions}:*",
            stack.Permissions(stack.PropertiesAt(Interactions)["Role"]!));
    }

    [Fact]
    public void They_may_read_that_secret_alone_and_one_may_answer_executions()
    {
        HandlerFunctions.AssertMay(
            Stack,
            Interactions,
            [
                "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}",
                ReadsSecret,
                $"Allow states:DescribeExecution on {Executions}:{{Faces/Workflow/MLApprovalProcess.Name}}:*",
                $"Allow states:DescribeExecution on {Executions}:{{General/StateMachine.Name}}:*",
                "Allow states:SendTaskSuccess on {Faces/Workflow/MLApprovalProcess}",
                "Allow states:SendTaskSuccess on {General/StateMachine}",
            ]);
        Assert.Contains(
            ReadsSecret, Stack.Permissions(Stack.PropertiesAt(Notify)["Role"]!));
    }

    [Fact]
    public void Slack_calls_without_a_token_and_in_time()
    {
        var method = Assert.Single(
            Stack.PropertiesOf("AWS::ApiGateway::Method"),
            method => Stack.Render(method["Integration"]!["Uri"]).Contains(Interactions));
        Assert.Equal("POST NONE", $"{method["HttpMethod"]} {method["AuthorizationType"]}");
        Assert.InRange((int)Stack.Function("SlackInteractions")["Timeout"]!, 3, 28);
        Assert.Equal(
            "https://{Website/Distribution.DomainName}/api/slack/interactions",
            Stack.Render(Stack.Outputs["SlackInteractionsUrl"]!["Value"]));
    }

    [Fact]
    public void Late_decisions_from_Slack_count_too() => Assert.Single(
        Stack.PropertiesOf("AWS::Logs::MetricFilter"),
        filter => Stack.Render(filter["LogGroupName"]) == "{Slack/SlackInteractionsLog}"
            && filter["FilterPattern"]!.ToString().Contains("undeliveredSeconds"));

    [Fact]
    public void A_channel_without_a_Slack_app_is_refused()
    {
        using var test = TestApp.Create(("approvers", "you@example.com"), ("slackChannel", "C0123456789"));
        var error = Assert.Throws<SettingsException>(() => SettingsException.Rename(() => test.ApprovalWorkflow()));
        Assert.Equal(
            "Setting slackChannel = \"C0123456789\" needs a Slack app. Name the secret with its keys, such as "
            + "slack = approvals/slack, or remove the channel.",
            error.Message);
    }
}
