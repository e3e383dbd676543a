using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests;

[Collection(nameof(Dynalite))]
public sealed class WarmUpTests(Dynalite dynalite)
{
    [Fact]
    public async Task Warming_up_lets_the_initialization_go_on_and_writes_nothing()
    {
        Assert.True(await WarmUp.ConnectAsync(() => dynalite.Table.FindAsync("warm-up")));
        Assert.Null(await dynalite.Table.FindAsync("warm-up"));
    }

    [Fact]
    public async Task Without_DynamoDB_the_initialization_succeeds() =>
        Assert.True(await WarmUp.ConnectAsync(() => TableAt("http://127.0.0.1:1").FindAsync("warm-up")));

    [Theory]
    [InlineData(0)] // It takes the connection.
    [InlineData(8)] // Its queue of connections is full, so it drops what comes.
    public async Task A_DynamoDB_that_does_not_answer_delays_initialization_only_briefly(int waiting)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(backlog: 1);
        var others = Enumerable.Range(0, waiting).Select(_ => new TcpClient()).ToList();
        foreach (var other in others) _ = other.ConnectAsync((IPEndPoint)silent.LocalEndpoint);
        var table = TableAt($"http://{silent.LocalEndpoint}");

        Assert.True(await WarmUp.ConnectAsync(() => table.FindAsync("warm-up")).WaitAsync(TimeSpan.FromSeconds(30)));
        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => table.FindAsync("warm-up").WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.True(AwsCalls.IsAwsFailure(error), error.ToString());
        others.ForEach(other => other.Dispose());
    }

    private static ApprovalTable TableAt(string url) => new(new ItemTable(
        new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig
        {
            ServiceURL = url,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            Timeout = TimeSpan.FromMilliseconds(500),
        }),
        "Approvals"));
}
