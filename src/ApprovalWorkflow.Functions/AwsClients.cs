using Amazon.DynamoDBv2;
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

    /// <summary>Not blocking: the mails of a round are sent at the same time.</summary>
    public static AmazonSimpleNotificationServiceClient Sns() => new();
}
