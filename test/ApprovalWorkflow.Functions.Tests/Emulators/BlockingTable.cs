using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>A table that is called as the functions call theirs, but without tries after the first.</summary>
internal static class BlockingTable
{
    public static ApprovalTable At(string url, string name = "Approvals") => new(
        new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig
        {
            ServiceURL = url,
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = new BlockingHttp(),
            MaxErrorRetry = 0,
            Timeout = TimeSpan.FromMilliseconds(500),
        }),
        name);
}
