using Amazon.DynamoDBv2;
using Amazon.Rekognition;
using Amazon.S3;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;

namespace ApprovalWorkflow.Functions;

/// <summary>The AWS clients of the functions. Credentials, region and endpoint come from the environment.</summary>
public static class AwsClients
{
    /// <summary>
    /// For one try of a call, after which the SDK tries again: an approver waits, and the function itself ends after 10
    /// seconds or a little more, without an answer.
    /// </summary>
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(2);

    public static AmazonDynamoDBClient DynamoDb() =>
        new(new AmazonDynamoDBConfig { HttpClientFactory = new BlockingHttp(), Timeout = _timeout });

    public static AmazonStepFunctionsClient StepFunctions() =>
        new(new AmazonStepFunctionsConfig { HttpClientFactory = new BlockingHttp(), Timeout = _timeout });

    public static AmazonRekognitionClient Rekognition() => new();

    /// <summary>Another endpoint, such as an emulator's, has no host name for each bucket.</summary>
    public static AmazonS3Client S3() => Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } url
        ? new AmazonS3Client(new AmazonS3Config
        {
            ServiceURL = url,
            ForcePathStyle = true,
            AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION"),
        })
        : new AmazonS3Client();

    /// <summary>Not blocking: the mails of a round are sent at the same time.</summary>
    public static AmazonSimpleNotificationServiceClient Sns() => new();
}
