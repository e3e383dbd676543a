using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Approvals;

public class ApprovalTableTests
{
    [Fact]
    public void It_has_the_key_indexes_and_expiry_in_use() => Stacks.Default.HasResource("AWS::DynamoDB::Table", """
        {
          "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
          "AttributeDefinitions": [
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "status", "AttributeType": "S"},
            {"AttributeName": "createdAt", "AttributeType": "S"},
            {"AttributeName": "expiresAt", "AttributeType": "S"},
            {"AttributeName": "executionArn", "AttributeType": "S"}
          ],
          "GlobalSecondaryIndexes": [
            {
              "IndexName": "status-createdAt",
              "KeySchema": [
                {"AttributeName": "status", "KeyType": "HASH"},
                {"AttributeName": "createdAt", "KeyType": "RANGE"}
              ],
              "Projection": {
                "ProjectionType": "INCLUDE",
                "NonKeyAttributes": [
                  "subject", "requestedBy", "approvers", "approvedBy", "requiredApprovals", "decidedBy", "decidedAt",
                  "image", "expiresAt"
                ]
              }
            },
            {
              "IndexName": "status-expiresAt",
              "KeySchema": [
                {"AttributeName": "status", "KeyType": "HASH"},
                {"AttributeName": "expiresAt", "KeyType": "RANGE"}
              ],
              "Projection": {
                "ProjectionType": "INCLUDE",
                "NonKeyAttributes": [
                  "subject", "requestedBy", "approvers", "approvedBy", "requiredApprovals", "decidedBy", "decidedAt",
                  "image", "createdAt"
                ]
              }
            },
            {
              "IndexName": "executionArn",
              "KeySchema": [{"AttributeName": "executionArn", "KeyType": "HASH"}],
              "Projection": {"ProjectionType": "KEYS_ONLY"}
            }
          ],
          "TimeToLiveSpecification": {"AttributeName": "purgeAt", "Enabled": true}
        }
        """);

    [Fact]
    public void It_is_paid_by_use_and_can_be_restored() => Stacks.Default.HasResource("AWS::DynamoDB::Table", """
        {"BillingMode": "PAY_PER_REQUEST", "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true}}
        """);
}
