using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Reports;

public class ReportStoresTests
{
    private static SynthesizedStack Stack => Stacks.Reports;

    [Fact]
    public void The_bucket_is_private_encrypted_and_requires_TLS()
    {
        Buckets.AssertPrivate(Stack, "Reports/Bucket");
        // The bucket's policy allows nobody. The functions' roles allow access.
        Assert.All(
            Stack.PropertiesAt("Reports/Bucket/Policy")["PolicyDocument"]!["Statement"]!.AsArray(),
            statement => Assert.Equal("Deny", (string?)statement!["Effect"]));
    }

    [Fact]
    public void Rows_expire_after_a_day_and_reports_as_set()
    {
        Assert.Equal(Rules(days: 30), Lifecycle(Stack));
        // S3 expires by whole days, so the time is rounded up.
        Assert.Equal(Rules(days: 2), Lifecycle(Stacks.ReportsChanged));

        static string Lifecycle(SynthesizedStack stack) =>
            stack.PropertiesAt("Reports/Bucket")["LifecycleConfiguration"]!.ToJsonString();

        static string Rules(int days) =>
            """{"Rules":[{"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":1},"Status":"Enabled"},""" +
            """{"ExpirationInDays":1,"Prefix":"runs/","Status":"Enabled"},""" +
            $$"""{"ExpirationInDays":{{days}},"Prefix":"reports/","Status":"Enabled"}]}""";
    }

    [Fact]
    public void The_table_has_the_key_index_and_expiry_in_use() => Stack.HasResource("AWS::DynamoDB::Table", """
        {
          "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
          "AttributeDefinitions": [
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "requester", "AttributeType": "S"},
            {"AttributeName": "requestedAt", "AttributeType": "S"}
          ],
          "GlobalSecondaryIndexes": [
            {
              "IndexName": "requester-requestedAt",
              "KeySchema": [
                {"AttributeName": "requester", "KeyType": "HASH"},
                {"AttributeName": "requestedAt", "KeyType": "RANGE"}
              ],
              "Projection": {
                "ProjectionType": "INCLUDE",
                "NonKeyAttributes": ["status", "generatedAt", "rows", "purgeAt"]
              }
            }
          ],
          "TimeToLiveSpecification": {"AttributeName": "purgeAt", "Enabled": true},
          "BillingMode": "PAY_PER_REQUEST",
          "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true}
        }
        """);

    [Fact]
    public void Each_approver_gets_only_mails_about_their_own_reports()
    {
        var subscriptions = Stack.PropertiesOf("AWS::SNS::Subscription").ToList();

        Assert.Equal(["ann@example.com", "bob@example.com"], subscriptions.Select(one => (string?)one["Endpoint"]));
        Assert.All(subscriptions, subscription =>
        {
            Assert.Equal("email", (string?)subscription["Protocol"]);
            Assert.Equal("{Reports/Mails}", Stack.Render(subscription["TopicArn"]));
            Assert.Equal(
                $$"""{"requestedBy":["{{subscription["Endpoint"]}}"]}""",
                subscription["FilterPolicy"]!.ToJsonString());
            // By default, the policy filters by attributes, not by the body.
            Assert.Null(subscription["FilterPolicyScope"]);
        });
    }

    [Fact]
    public void The_topic_is_encrypted_and_requires_TLS()
    {
        var topic = Stack.PropertiesAt("Reports/Mails");
        var statement = Stack.PropertiesAt("Reports/Mails/Policy")["PolicyDocument"]!["Statement"]![0]!;

        Assert.Equal("EmailReport", (string?)topic["DisplayName"]);
        Assert.Equal(
            "arn:aws:kms:{AWS::Region}:{AWS::AccountId}:alias/aws/sns",
            Stack.Render(topic["KmsMasterKeyId"]));
        Assert.Equal("Deny sns:Publish", $"{statement["Effect"]} {statement["Action"]}");
        Assert.Equal("""{"Bool":{"aws:SecureTransport":"false"}}""", statement["Condition"]!.ToJsonString());
    }
}
