using Amazon.RDSDataService;
using Amazon.Rekognition;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>Clients of a test's server.</summary>
internal static class Clients
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static BasicAWSCredentials Credentials { get; } = new(AccessKey, SecretKey);

    public static AmazonStepFunctionsClient StepFunctions(string url, int retries = 0, TimeSpan? timeout = null) =>
        new(Credentials, Configure(new AmazonStepFunctionsConfig(), url, retries, timeout));

    public static AmazonSimpleNotificationServiceClient Sns(string url, int retries = 0, TimeSpan? timeout = null) =>
        new(Credentials, Configure(new AmazonSimpleNotificationServiceConfig(), url, retries, timeout));

    public static AmazonRDSDataServiceClient RdsData(string url, int retries = 0, TimeSpan? timeout = null) =>
        new(Credentials, Configure(new AmazonRDSDataServiceConfig(), url, retries, timeout));

    public static AmazonRekognitionClient Rekognition(string url, int retries = 0, TimeSpan? timeout = null) =>
        new(Credentials, Configure(new AmazonRekognitionConfig(), url, retries, timeout));

    public static T Configure<T>(T config, string url, int retries, TimeSpan? timeout)
        where T : ClientConfig
    {
        config.ServiceURL = url;
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = retries;
        if (timeout is not null)
            config.Timeout = timeout;
        // All tests' clients would share one budget of retries and exhaust it.
        config.ThrottleRetries = false;
        return config;
    }
}
