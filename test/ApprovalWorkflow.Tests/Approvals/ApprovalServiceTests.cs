using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Approvals;

public class ApprovalServiceTests
{
    private static SynthesizedStack Stack => Stacks.Default;

    [Fact]
    public void Each_approver_gets_only_their_own_mails()
    {
        var subscriptions = Stack.PropertiesOf("AWS::SNS::Subscription").ToList();

        Assert.Equal(["ann@example.com", "bob@example.com"], subscriptions.Select(one => (string?)one["Endpoint"]));
        Assert.All(subscriptions, subscription =>
        {
            var filter = subscription["FilterPolicy"]!.ToJsonString();
            Assert.Equal("email", (string?)subscription["Protocol"]);
            Assert.Equal("{Approvals/Topic}", Stack.Render(subscription["TopicArn"]));
            Assert.Equal($$"""{"approver":["{{subscription["Endpoint"]}}"]}""", filter);
            // By default, the policy filters by attributes, not by the body.
            Assert.Null(subscription["FilterPolicyScope"]);
        });
    }

    [Fact]
    public void The_topic_is_encrypted_with_the_key_that_AWS_manages() => Assert.Equal(
        "arn:aws:kms:{AWS::Region}:{AWS::AccountId}:alias/aws/sns",
        Stack.Render(Stack.PropertiesAt("Approvals/Topic")["KmsMasterKeyId"]));

    [Fact]
    public void Publishing_requires_TLS() => Stack.HasResource("AWS::SNS::TopicPolicy", """
        {
          "PolicyDocument": {
            "Statement": [
              {
                "Action": "sns:Publish",
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                "Effect": "Deny",
                "Principal": "*"
              }
            ]
          }
        }
        """);

    [Theory]
    [InlineData("Approvals/AskApprovers")]
    [InlineData("RequestRoutes/DecideRequest")]
    public void No_function_depends_on_the_state_machine_that_it_may_answer(string path)
    {
        var dependencies = Stack.OfType("AWS::Lambda::Function")[path]["DependsOn"]!.AsArray();

        Assert.DoesNotContain(dependencies, dependency => Stack.PathOf((string)dependency!).Contains("Callback"));
    }
}
