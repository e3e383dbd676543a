using ApprovalWorkflow.Tests.Lambda;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Channels;

public class SesMailsTests
{
    private const string Send =
        "Allow ses:SendEmail, ses:SendRawEmail on arn:aws:ses:{AWS::Region}:{AWS::AccountId}:configuration-set/"
        + "{Approvals/Ses/Mails}, arn:aws:ses:{AWS::Region}:{AWS::AccountId}:identity/* if "
        + """{"StringEquals":{"ses:FromAddress":"approvals@example.com"}}""";

    private const string Notices = "Allow dynamodb:PutItem on {Requests.Arn} if "
        + """{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["notice-*"]}}""";

    private static SynthesizedStack Stack => Stacks.WithSes;

    [Fact]
    public void Nobody_has_to_confirm_a_subscription()
    {
        Assert.DoesNotContain("Approvals/Topic", Stack.OfType("AWS::SNS::Topic").Keys);
        Assert.Equal(
            "ops@example.com", (string?)Assert.Single(Stack.PropertiesOf("AWS::SNS::Subscription"))["Endpoint"]);
        Assert.DoesNotContain(
            "Operations/Subscriptions/CheckSubscriptions", Stack.OfType("AWS::Lambda::Function").Keys);
        Assert.DoesNotContain("TopicArn", Stack.Outputs.Select(output => output.Key));
    }

    [Fact]
    public void Mails_go_by_TLS_and_SES_tells_which_come_back()
    {
        Assert.Equal(
            "REQUIRE", (string?)Stack.PropertiesAt("Approvals/Ses/Mails")["DeliveryOptions"]!["TlsPolicy"]);
        Stack.HasResource("AWS::SES::ConfigurationSetEventDestination", """
            {"EventDestination": {"Enabled": true, "MatchingEventTypes": ["bounce", "complaint"]}}
            """);
        Assert.Equal(
            "arn:aws:events:{AWS::Region}:{AWS::AccountId}:event-bus/default",
            Stack.Render(Stack.PropertiesOf("AWS::SES::ConfigurationSetEventDestination").Single()
                ["EventDestination"]!["EventBridgeDestination"]!["EventBusArn"]));
    }

    [Fact]
    public void Only_the_mails_of_this_stack_are_recorded()
    {
        var pattern = Stack.PropertiesAt("Approvals/Ses/Returns")["EventPattern"]!;
        Assert.Equal("""["aws.ses"]""", pattern["source"]!.ToJsonString());
        Assert.Equal("""["Email Bounced","Email Complaint Received"]""", pattern["detail-type"]!.ToJsonString());
        Assert.Equal(
            "{Approvals/Ses/Mails}",
            Stack.Render(pattern["detail"]!["mail"]!["tags"]!["ses:configuration-set"]!.AsArray().Single()));
    }

    [Fact]
    public void Whoever_mails_may_send_from_the_one_address()
    {
        HandlerFunctions.AssertMay(Stack, "Approvals/AskApprovers",
        [
            "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}",
            "Allow events:PutEvents on arn:aws:events:{AWS::Region}:{AWS::AccountId}:event-bus/default",
            $"Allow s3:GetObject on {Buckets.FramesArn}/asked/*, {Buckets.FramesArn}/frames/*",
            Send,
            "Allow states:SendTaskSuccess on {Faces/Workflow/MLApprovalProcess}",
            "Allow states:SendTaskSuccess on {General/StateMachine}",
        ]);
        HandlerFunctions.AssertMay(Stack, "Approvals/Ses/Outcomes/NotifyByMail",
        [
            "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}",
            Notices,
            "Allow sqs:SendMessage on {Approvals/Ses/Outcomes/Untold.Arn}",
            Send,
        ]);
        HandlerFunctions.AssertMay(Stack, "Approvals/Ses/RecordMailEvent",
        [
            "Allow dynamodb:GetItem, dynamodb:UpdateItem on {Requests.Arn}",
            "Allow sqs:SendMessage on {Approvals/Ses/Unrecorded.Arn}",
        ]);
        var recognize = Stack.Permissions(Stack.PropertiesAt("Faces/Recognition/RecognizeFace")["Role"]!).ToList();
        Assert.Contains(Send, recognize);
        Assert.DoesNotContain(recognize, line => line.Contains("sns:") || line.Contains("mails-*"));
    }

    [Fact]
    public void The_functions_know_the_sender_and_the_configuration_set()
    {
        foreach (var handler in new[] { "AskApprovers", "NotifyByMail", "RecognizeFace" })
        {
            var environment = HandlerFunctions.Environment(Stack, handler);
            Assert.Equal("approvals@example.com", environment["MAIL_FROM"]);
            Assert.Equal("{Approvals/Ses/Mails}", environment["CONFIGURATION_SET"]);
            Assert.DoesNotContain("TOPIC_ARN", environment.Keys);
        }
        Assert.Contains("FRAMES_BUCKET", HandlerFunctions.Environment(Stack, "AskApprovers").Keys);
        HandlerFunctions.AssertRuns(Stack, "Approvals/Ses/Outcomes/NotifyByMail");
        HandlerFunctions.AssertRuns(Stack, "Approvals/Ses/RecordMailEvent");
    }

    [Fact]
    public void Whoever_asked_gets_the_outcome_unless_the_setting_says_no()
    {
        Assert.Equal("true", HandlerFunctions.Environment(Stack, "NotifyByMail")["NOTIFY_REQUESTER"]);
        using var test = TestApp.Create(
            ("approvers", "a@example.com"),
            ("mail", "ses"),
            ("mailFrom", "approvals@example.com"),
            ("notifyRequester", false),
            ("faces", false));
        var without = new SynthesizedStack(test.ApprovalWorkflow());
        Assert.DoesNotContain("NOTIFY_REQUESTER", HandlerFunctions.Environment(without, "NotifyByMail").Keys);
        Assert.DoesNotContain("FRAMES_BUCKET", HandlerFunctions.Environment(without, "AskApprovers").Keys);
    }

    [Fact]
    public void Outcomes_alone_are_told_by_mail() => Assert.Equal(
        """["ApprovalApproved","ApprovalRejected","ApprovalExpired","ApprovalWithdrawn"]""",
        Stack.PropertiesAt("Approvals/Ses/Outcomes/Requests")["EventPattern"]!["detail-type"]!.ToJsonString());

    [Fact]
    public void An_alarm_says_that_a_mail_came_back()
    {
        var alarm = Stack.PropertiesOf("AWS::CloudWatch::Alarm")
            .Single(one => (string?)one["AlarmName"] == "ApprovalWorkflow/Approvals/Ses cannot deliver");
        Assert.Equal(
            "ReturnedMails", (string?)alarm["Metrics"]![0]!["MetricStat"]!["Metric"]!["MetricName"]);
        Assert.Equal(1, (int?)alarm["Threshold"]);
        var filter = Stack.PropertiesOf("AWS::Logs::MetricFilter").Single(one => Stack.Render(one["LogGroupName"])
            == "{Approvals/Ses/RecordMailEventLog}");
        Assert.Equal("{ $.returnedMails >= 0 }", (string?)filter["FilterPattern"]);
    }

    [Fact]
    public void Reports_keep_their_subscriptions()
    {
        using var test = TestApp.Create(
            ("approvers", "a@example.com"), ("mail", "ses"), ("mailFrom", "a@example.com"), ("reports", true));
        var reports = test.ApprovalReports();
        var workflow = new SynthesizedStack(test.ApprovalWorkflow(reports), new SynthesizedStack(reports));
        var topics = HandlerFunctions.Environment(workflow, "CheckSubscriptions")["TOPIC_ARNS"];
        Assert.Single(topics.Split(','));
    }

    [Fact]
    public void A_topic_of_yours_would_be_of_no_use()
    {
        using var test = TestApp.Create();
        var stack = new Amazon.CDK.Stack(test.App, "Own");
        var props = new ApprovalsProps
        {
            Approvers = ["a@example.com"],
            Topic = new Amazon.CDK.AWS.SNS.Topic(stack, "Topic"),
            Ses = new() { From = "approvals@example.com" },
        };
        var error = Assert.Throws<InvalidPropertyException>(
            () => new ApprovalWorkflow.Approvals(stack, "Approvals", props));
        Assert.Equal("Topic", error.Property);
        Assert.Contains("Leave out one of them: mails go one way.", error.Message);
    }
}
