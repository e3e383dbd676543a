using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Faces;

public class FrameRecognitionTests
{
    private const string Function = "Faces/Recognition/RecognizeFace";
    private const string DeadLetters = "Faces/Recognition/Unrecognized";

    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void It_has_a_minute_for_a_frame() => Assert.Equal(60, (int?)Stack.PropertiesAt(Function)["Timeout"]);

    [Fact]
    public void A_frame_waits_for_up_to_six_hours_and_is_tried_three_times()
    {
        var config = Assert.Single(Stack.PropertiesOf("AWS::Lambda::EventInvokeConfig"));

        Assert.Equal($"{{{Function}}}", Stack.Render(config["FunctionName"]));
        Assert.Equal("$LATEST", (string?)config["Qualifier"]);
        Assert.Equal(21_600, (int?)config["MaximumEventAgeInSeconds"]);
        Assert.Equal(2, (int?)config["MaximumRetryAttempts"]);
    }

    [Fact]
    public void The_event_of_a_failed_frame_is_kept_for_two_weeks()
    {
        Assert.Equal(
            $"{{{DeadLetters}.Arn}}",
            Stack.Render(Stack.PropertiesAt(Function)["DeadLetterConfig"]!["TargetArn"]));
        Queues.AssertKeepsForTwoWeeks(Stack, DeadLetters);
        Queues.AssertAsksForTls(Stack, DeadLetters);
        // The queue's policy allows nobody. The function's role allows sending.
        Assert.Single(Stack.PropertiesAt($"{DeadLetters}/Policy")["PolicyDocument"]!["Statement"]!.AsArray());
    }

    [Fact]
    public void The_outcomes_of_frames_are_counted()
    {
        var filter = Stack.PropertiesAt("Faces/Recognition/Outcomes");
        var metric = Assert.Single(filter["MetricTransformations"]!.AsArray())!;

        Assert.Equal($"{{{Function}Log}}", Stack.Render(filter["LogGroupName"]));
        Assert.Equal("{ $.frameOutcome = \"*\" }", (string?)filter["FilterPattern"]);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {
                  "Dimensions": [{"Key": "Outcome", "Value": "$.frameOutcome"}],
                  "MetricName": "Frames",
                  "MetricNamespace": "ApprovalWorkflow",
                  "MetricValue": "1",
                  "Unit": "Count"
                }
                """),
            metric));
    }

    [Fact]
    public void Only_the_bucket_of_frames_of_this_account_invokes_it()
    {
        var permission = Assert.Single(
            Stack.PropertiesOf("AWS::Lambda::Permission"),
            one => Stack.Render(one["FunctionName"]) == $"{{{Function}.Arn}}");

        Assert.Equal("lambda:InvokeFunction", (string?)permission["Action"]);
        Assert.Equal("s3.amazonaws.com", (string?)permission["Principal"]);
        Assert.Equal(Buckets.FramesArn, Stack.Render(permission["SourceArn"]));
        Assert.Equal("{AWS::AccountId}", Stack.Render(permission["SourceAccount"]));
    }
}
