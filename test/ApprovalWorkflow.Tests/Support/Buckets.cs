using System.Text.Json.Nodes;

namespace ApprovalWorkflow.Tests.Support;

/// <summary>Properties of every bucket.</summary>
internal static class Buckets
{
    /// <summary>The ARN of the frames' bucket in policies: without a reference, which would be circular.</summary>
    public const string FramesArn = "arn:aws:s3:::approval-frames-{AWS::StackId}[2]";

    private const string Private = """
        {
          "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
          },
          "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
          "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": true,
            "BlockPublicPolicy": true,
            "IgnorePublicAcls": true,
            "RestrictPublicBuckets": true
          }
        }
        """;

    /// <summary>The bucket is private, encrypted, and accepts only TLS 1.2 and later.</summary>
    public static void AssertPrivate(SynthesizedStack stack, string path)
    {
        var properties = stack.PropertiesAt(path);
        Assert.All(JsonNode.Parse(Private)!.AsObject(), expected =>
            Assert.Equal(expected.Value!.ToJsonString(), properties[expected.Key]?.ToJsonString()));

        var denials = stack.PropertiesAt($"{path}/Policy")["PolicyDocument"]!["Statement"]!.AsArray()
            .Where(statement => (string?)statement!["Effect"] == "Deny");
        Assert.Equal(
            [
                """s3:* {"Bool":{"aws:SecureTransport":"false"}}""",
                """s3:* {"NumericLessThan":{"s3:TlsVersion":1.2}}""",
            ],
            denials.Select(statement => $"{statement!["Action"]} {statement["Condition"]!.ToJsonString()}"));
    }
}
