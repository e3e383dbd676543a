using System.Net;
using System.Net.Sockets;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests;

[Collection(nameof(Dynalite))]
public sealed class WarmUpTests(Dynalite dynalite)
{
    [Fact]
    public async Task Warming_up_lets_the_initialization_go_on_and_writes_nothing()
    {
        Assert.True(await new WarmUp().FinishAsync(() => dynalite.Table.FindAsync("warm-up")));
        Assert.Null(await dynalite.Table.FindAsync("warm-up"));
    }

    [Fact]
    public async Task Without_DynamoDB_the_initialization_goes_on_all_the_same()
    {
        Assert.True(await new WarmUp().FinishAsync(() => BlockingTable.At("http://127.0.0.1:1").FindAsync("warm-up")));
    }

    [Fact]
    public async Task A_DynamoDB_that_does_not_answer_holds_up_the_initialization_for_a_moment_only()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var table = BlockingTable.At($"http://{silent.LocalEndpoint}");
        Assert.True(await new WarmUp().FinishAsync(() => table.FindAsync("warm-up")).WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
