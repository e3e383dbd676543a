using System.Diagnostics;
using System.Net.Http.Json;
using Amazon.RDSDataService;
using Amazon.Runtime;
using ApprovalWorkflow.Functions.Reports;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>The local runner's RDS Data API on SQLite and on MariaDB, in its own process.</summary>
public sealed class DataApi : IAsyncLifetime
{
    private const string Cluster = "arn:aws:rds:us-east-1:000000000000:cluster:reports";
    private readonly Process _process = new();
    private readonly HttpClient _http = new();
    private Dictionary<string, string> _urls = [];
    private int _databases;

    /// <summary>The user of <see cref="Reader"/>.</summary>
    public static DatabaseUser ReadingUser { get; } = new("report_reader", @"it's \ secret");

    public static TheoryData<string> Engines { get; } = ["SQLite", "MariaDB"];

    public async Task InitializeAsync()
    {
        _process.StartInfo = new ProcessStartInfo(Repository.Node)
        {
            ArgumentList = { Path.Combine(Repository.Root, "local", "rds-data", "testing", "serve.ts") },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process.Start();
        var started = await _process.StandardOutput.ReadLineAsync();
        _urls = JsonSerializer.Deserialize<Dictionary<string, string>>(started!)!;
    }

    /// <summary>A new database, by its master user.</summary>
    public async Task<DatabaseClient> CreateAsync(string engine)
    {
        var name = $"database{Interlocked.Increment(ref _databases)}";
        if (engine == "MariaDB") await Client(engine, "master", "").ExecuteAsync($"CREATE DATABASE {name}");
        return Client(engine, "master", name);
    }

    /// <summary>The same database by the user who may only read.</summary>
    public DatabaseClient Reader(string engine, DatabaseClient database) => Client(engine, "reader", database.Name);

    /// <summary>
    /// Breaks calls, counted from now: those in <c>lose</c> take effect without an answer, those from <c>deadFrom</c>
    /// on fail.
    /// </summary>
    public async Task BreakAsync(string engine, int[]? lose = null, int deadFrom = int.MaxValue) =>
        (await _http.PostAsJsonAsync($"{_urls[engine]}/_faults", new { lose = lose ?? [], deadFrom }))
            .EnsureSuccessStatusCode();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private DatabaseClient Client(string engine, string user, string name) => new(
        new AmazonRDSDataServiceClient(new BasicAWSCredentials("local", "local"), new AmazonRDSDataServiceConfig
        {
            ServiceURL = _urls[engine],
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 1,
        }),
        Cluster,
        $"arn:aws:secretsmanager:us-east-1:000000000000:secret:{user}-AbCdEf",
        name);
}

[CollectionDefinition(nameof(DataApi))]
public sealed class DataApiTests : ICollectionFixture<DataApi>;
