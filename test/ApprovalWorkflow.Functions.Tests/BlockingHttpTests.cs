using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests;

[Collection(nameof(Dynalite))]
public sealed class BlockingHttpTests(Dynalite dynalite)
{
    [Fact]
    public async Task Calls_are_answered_one_after_the_other()
    {
        var table = TableAt(dynalite.Client.Config.ServiceURL);
        for (var i = 0; i < 3; i++)
            Assert.Null(await table.FindAsync("nothing"));
    }

    [Fact]
    public async Task The_services_errors_arrive_under_their_names()
    {
        var table = TableAt(dynalite.Client.Config.ServiceURL, "NoSuchTable");
        await Assert.ThrowsAsync<Amazon.DynamoDBv2.Model.ResourceNotFoundException>(() => table.FindAsync("nothing"));
    }

    [Fact]
    public async Task A_refused_connection_is_a_failed_AWS_call() =>
        Assert.True(AwsCalls.IsAwsFailure(await Assert.ThrowsAnyAsync<Exception>(() => TableAt("http://127.0.0.1:1").FindAsync("x"))));

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_up_after_the_time_out()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var call = Task.Run(() => TableAt($"http://{silent.LocalEndpoint}").FindAsync("x"));
        await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(30)));
        Assert.True(AwsCalls.IsAwsFailure(Assert.Single(call.Exception!.InnerExceptions)));
    }

    private static ApprovalTable TableAt(string url, string name = "Approvals") => new(
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
