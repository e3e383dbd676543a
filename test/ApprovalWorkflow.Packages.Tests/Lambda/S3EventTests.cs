using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

[JsonSerializable(typeof(S3Event))]
internal sealed partial class S3Json : JsonSerializerContext;

/// <summary>The events of Amazon S3.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</remarks>
public class S3EventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<S3Json> _serializer = new();

    [Fact]
    public void AWSs_own_example_is_read()
    {
        var record = Assert.Single(Read(
            """
            {"Records": [{
              "eventVersion": "2.1",
              "eventSource": "aws:s3",
              "awsRegion": "us-west-2",
              "eventTime": "1970-01-01T00:00:00.000Z",
              "eventName": "ObjectCreated:Put",
              "userIdentity": {"principalId": "AIDAJDPLRKLG7UEXAMPLE"},
              "requestParameters": {"sourceIPAddress": "127.0.0.1"},
              "responseElements": {
                "x-amz-request-id": "C3D13FE58DE4C810",
                "x-amz-id-2": "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"
              },
              "s3": {
                "s3SchemaVersion": "1.0",
                "configurationId": "testConfigRule",
                "bucket": {
                  "name": "amzn-s3-demo-bucket",
                  "ownerIdentity": {"principalId": "A3NL1KOZZKExample"},
                  "arn": "arn:aws:s3:::amzn-s3-demo-bucket"
                },
                "object": {
                  "key": "HappyFace.jpg",
                  "size": 1024,
                  "eTag": "d41d8cd98f00b204e9800998ecf8427e",
                  "versionId": "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                  "sequencer": "0055AED6DCD90281E5"
                }
              }
            }]}
            """).Records);

        Assert.Equal(DateTime.UnixEpoch, record.EventTime);
        Assert.Equal(DateTimeKind.Utc, record.EventTime.Kind);
        Assert.Equal("amzn-s3-demo-bucket", record.S3.Bucket.Name);
        Assert.Equal("HappyFace.jpg", record.S3.Object.Key);
        Assert.Equal(1024, record.S3.Object.Size);
        Assert.Equal("d41d8cd98f00b204e9800998ecf8427e", record.S3.Object.ETag);
        Assert.Equal("0055AED6DCD90281E5", record.S3.Object.Sequencer);
    }

    [Fact]
    public void Unknown_members_are_ignored_and_keys_stay_URL_encoded()
    {
        var record = Assert.Single(Read(
            """
            {"Records":[{
              "eventVersion":"2.3","eventName":"LifecycleTransition",
              "s3":{"object":{"key":"frames/a%2Bb+c.jpg","size":20000000000,"ofTomorrow":{"key":"2.jpg"}}},
              "lifecycleEventData":{"transitionEventData":{"destinationStorageClass":"GLACIER"}},
              "intelligentTieringEventData":{"destinationAccessTier":"ARCHIVE_ACCESS"}
            }],"ofTomorrow":[{}]}
            """).Records);

        Assert.Equal("frames/a%2Bb+c.jpg", record.S3.Object.Key);
        Assert.Equal(20_000_000_000, record.S3.Object.Size);
    }

    [Fact]
    public void An_event_without_records_has_none() => Assert.Null(
        Read("""{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"amzn-s3-demo-bucket"}""").Records);

    private static S3Event Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _serializer.Deserialize<S3Event>(stream);
    }
}
