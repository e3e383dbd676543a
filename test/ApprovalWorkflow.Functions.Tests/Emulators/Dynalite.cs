using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>A DynamoDB emulator (npm's dynalite) in its own process, with a table of requests.</summary>
public sealed class Dynalite : IAsyncLifetime
{
    private const string TableName = "Approvals";
    private readonly Process _process = new();
    private AmazonDynamoDBClient? _client;
    private string? _url;

    public AmazonDynamoDBClient Client => _client ?? throw new InvalidOperationException("Dynalite has not started.");

    public ItemTable Items => new(Client, TableName);

    public ApprovalTable Table => new(Items);

    public ApprovalIndexes Indexes => new(Items);

    public async Task InitializeAsync()
    {
        var port = FreePort();
        _process.StartInfo = new ProcessStartInfo(Repository.Node)
        {
            ArgumentList = { Path.Combine(
                Repository.Root, "node_modules", "dynalite", "cli.js"), "--port", $"{port}", "--createTableMs", "0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process.Start();
        _ = _process.StandardError.ReadToEndAsync();
        await _process.StandardOutput.ReadLineAsync(); // It says that it listens.
        _ = _process.StandardOutput.ReadToEndAsync();
        _url = $"http://127.0.0.1:{port}";
        _client = ClientWith(null);
        await CreateAsync(Template.Requests(TableName));
    }

    private AmazonDynamoDBClient ClientWith(BrokenCalls? broken) => new(
        new BasicAWSCredentials("local", "local"),
        new AmazonDynamoDBConfig
        {
            ServiceURL = _url,
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = broken,
            MaxErrorRetry = 5,
        });

    /// <summary>A new table.</summary>
    /// <param name="broken">Breaks calls to it; null for none.</param>
    public async Task<ItemTable> CreateAsync(CreateTableRequest table, BrokenCalls? broken = null)
    {
        await Client.CreateTableAsync(table);
        while ((await Client.DescribeTableAsync(table.TableName)).Table.TableStatus != TableStatus.ACTIVE)
            await Task.Delay(5);
        return new ItemTable(broken is null ? Client : ClientWith(broken), table.TableName);
    }

    /// <summary>The item in the table.</summary>
    public async Task<Item> ItemAsync(string id) =>
        (await Client.GetItemAsync(TableName, new Item { ["id"] = new(id) }, consistentRead: true)).Item;

    public Task DisposeAsync()
    {
        _client?.Dispose();
        _process.Kill();
        _process.Dispose();
        return Task.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition(nameof(Dynalite))]
public sealed class DynaliteTests : ICollectionFixture<Dynalite>;
