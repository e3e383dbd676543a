using System.Net;
using System.Net.Sockets;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests;

[Collection(nameof(Dynalite))]
public sealed class BlockingHttpTests(Dynalite dynalite)
{
    [Fact]
    public async Task Calls_are_answered_one_after_the_other()
    {
        var table = BlockingTable.At(dynalite.Client.Config.ServiceURL);
        for (var i = 0; i < 3; i++)
            Assert.Null(await table.FindAsync("nothing"));
    }

    [Fact]
    public async Task The_services_errors_arrive_under_their_names()
    {
        var table = BlockingTable.At(dynalite.Client.Config.ServiceURL, "NoSuchTable");
        await Assert.ThrowsAsync<Amazon.DynamoDBv2.Model.ResourceNotFoundException>(() => table.FindAsync("nothing"));
    }

    [Fact]
    public async Task A_refused_connection_is_a_failed_AWS_call() =>
        Assert.True(AwsCalls.IsAwsFailure(await Assert.ThrowsAnyAsync<Exception>(() => BlockingTable.At("http://127.0.0.1:1").FindAsync("x"))));

    [Theory]
    [InlineData(0)] // It takes the connection.
    [InlineData(8)] // Its queue of connections is full, so it drops what comes.
    public async Task A_service_that_does_not_answer_is_given_up_after_the_time_out(int waiting)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(backlog: 1);
        var others = Enumerable.Range(0, waiting).Select(_ => new TcpClient()).ToList();
        foreach (var other in others) _ = other.ConnectAsync((IPEndPoint)silent.LocalEndpoint);
        var call = Task.Run(() => BlockingTable.At($"http://{silent.LocalEndpoint}").FindAsync("x"));
        await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(30)));
        Assert.True(AwsCalls.IsAwsFailure(Assert.Single(call.Exception!.InnerExceptions)));
        others.ForEach(other => other.Dispose());
    }
}
