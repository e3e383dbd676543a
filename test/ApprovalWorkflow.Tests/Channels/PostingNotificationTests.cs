using ApprovalWorkflow.Tests.Lambda;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Channels;

public class PostingNotificationTests
{
    public static TheoryData<string, string, string> Channels { get; } = new()
    {
        { "Teams", "TEAMS_SECRET", "approvals/teams" },
        { "Webhook", "WEBHOOK_SECRET", "approvals/webhook" },
    };

    private static SynthesizedStack Stack => Stacks.Changed;

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_channel_reads_its_own_secret_and_the_records(string channel, string variable, string secret)
    {
        HandlerFunctions.AssertMay(
            Stack,
            $"{channel}/Notification/Notify{channel}",
            [
                "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}",
                "Allow dynamodb:PutItem on {Requests.Arn} if " +
                """{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["notice-*"]}}""",
                "Allow secretsmanager:GetSecretValue on " +
                $"arn:aws:secretsmanager:{{AWS::Region}}:{{AWS::AccountId}}:secret:{secret}-??????",
                $"Allow sqs:SendMessage on {{{channel}/Notification/Untold.Arn}}",
            ]);
        HandlerFunctions.AssertGets(Stack, $"Notify{channel}", new()
        {
            ["TABLE_NAME"] = "{Requests}",
            ["WEBSITE_URL"] = "https://{Website/Distribution.DomainName}",
            [variable] = secret,
        });
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void What_fails_three_times_is_kept_for_two_weeks(string channel, string variable, string secret)
    {
        Assert.NotEqual(variable, secret);
        var function = $"{channel}/Notification/Notify{channel}";
        var queue = $"{channel}/Notification/Untold";
        Assert.Equal(
            $"{{{queue}.Arn}}", Stack.Render(Stack.PropertiesAt(function)["DeadLetterConfig"]!["TargetArn"]));
        var config = Assert.Single(
            Stack.PropertiesOf("AWS::Lambda::EventInvokeConfig"),
            each => Stack.Render(each["FunctionName"]) == $"{{{function}}}");
        Assert.Equal(2, (int?)config["MaximumRetryAttempts"]);
        Queues.AssertKeepsForTwoWeeks(Stack, queue);
    }

    [Fact]
    public void Without_the_settings_there_is_nothing_of_it() => Assert.DoesNotContain(
        Stacks.Default.OfType("AWS::Lambda::Function").Keys, path => path.Contains("/Notify"));
}
