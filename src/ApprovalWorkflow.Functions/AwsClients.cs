using Amazon.DynamoDBv2;
using Amazon.EventBridge;
using Amazon.RDSDataService;
using Amazon.Rekognition;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SecurityToken;
using Amazon.SimpleEmailV2;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;

namespace ApprovalWorkflow.Functions;

/// <summary>The AWS clients of the functions. Credentials, region and endpoint come from the environment.</summary>
public static class AwsClients
{
    /// <summary>
    /// Per-attempt time-out. Short, because an approver is waiting: their functions stop after 10 to 15 s.
    /// </summary>
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(2);

    /// <summary>Another endpoint than AWS's, such as an emulator's; null if there is none.</summary>
    public static string? Endpoint => EnvironmentSettings.Optional("AWS_ENDPOINT_URL");

    public static AmazonDynamoDBClient DynamoDb() => new(new AmazonDynamoDBConfig { Timeout = _timeout });

    public static AmazonStepFunctionsClient StepFunctions() =>
        new(new AmazonStepFunctionsConfig { Timeout = _timeout });

    public static AmazonEventBridgeClient EventBridge() => new(new AmazonEventBridgeConfig { Timeout = _timeout });

    public static AmazonRekognitionClient Rekognition() => new(RekognitionConfig());

    /// <summary>
    /// Throttled calls are retried for half a minute, because most Regions begin with 5 a second.
    /// <c>ThrottleRetries</c> is off: with it, the SDK would give up at once after many retries for earlier frames.
    /// </summary>
    public static AmazonRekognitionConfig RekognitionConfig() =>
        new() { MaxErrorRetry = 5, ThrottleRetries = false, Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>AWS's limit for a statement is 45 seconds.</summary>
    public static AmazonRDSDataServiceClient DataApi() =>
        new(new AmazonRDSDataServiceConfig { Timeout = TimeSpan.FromSeconds(60) });

    public static AmazonSecretsManagerClient Secrets() => new();

    public static AmazonSecurityTokenServiceClient Sts() => new();

    public static AmazonS3Client S3() => new(S3Config());

    /// <summary>A client that signs with credentials other than the function's own.</summary>
    public static AmazonS3Client S3(AWSCredentials credentials) => new(credentials, S3Config());

    /// <summary>Long enough that a mail that SNS accepted is rarely sent again.</summary>
    public static AmazonSimpleNotificationServiceClient Sns() =>
        new(new AmazonSimpleNotificationServiceConfig { Timeout = TimeSpan.FromSeconds(5) });

    /// <summary>
    /// Throttled calls wait, half a minute at most: an account may send 14 mails a second at first, and one in the
    /// sandbox. They wait also if the mails before had to.
    /// </summary>
    public static AmazonSimpleEmailServiceV2Client Ses() => new(SesConfig());

    public static AmazonSimpleEmailServiceV2Config SesConfig() =>
        new() { MaxErrorRetry = 5, ThrottleRetries = false, Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Another endpoint has no host name for each bucket.</summary>
    private static AmazonS3Config S3Config() =>
        Endpoint is { } url
            ? new AmazonS3Config
            {
                ServiceURL = url,
                ForcePathStyle = true,
                AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION"),
            }
            : new AmazonS3Config();
}
